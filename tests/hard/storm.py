#!/usr/bin/env python3
"""Thousands of files change, come and go at once, folders move, links lead elsewhere: afterwards
what is shown is what a clean build writes."""

import os
import shutil
import subprocess
import threading
import time
import urllib.parse
from pathlib import Path

from common import Group, guarded, page, start, write_site
from preview import Listener, Preview, within


def git(root, *words):
    who = ["-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=a", "-c", "gc.auto=0"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def branches(bench, pages):
    """One repository, and both versions of the site as its branches."""
    root = bench.top / "gren"
    root.mkdir()
    git(root, "init")
    for name in "AB":
        for path in root.iterdir():
            if path.name != ".git":
                shutil.rmtree(path)
        write_site(root, name, pages)
        # Folders and files that change places, and folders that only one has.
        page(root / "content" / f"bara-{name.lower()}" / "djupt" / "index.md", f"Bara {name}", "Text.")
        git(root, "checkout", "--orphan", name.lower())
        git(root, "add", "-A", "-f")
        git(root, "commit", "-m", name)
    return root


def built(bench, root, name):
    out = bench.top / name
    ended = bench.run([str(bench.program), "build", "--root", str(root), "--out", str(out), "--drafts",
                       "--now", "2026-01-24", "--lang", "sv"])
    if ended.code != 0:
        raise RuntimeError(f"the site does not build: {ended}")
    files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    files.pop(".delwebb-manifest.json", None)
    return files


def same(group, preview, files, gone, shown):
    """Everything is served as it was built, and nothing that has gone."""
    wrong = []
    for path, data in sorted(files.items()):
        address = "/" + urllib.parse.quote(path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path)
        answer = preview.get(address)
        if answer.status not in (200, 302) or answer.as_built() != data:
            wrong.append(f"{address} ({answer.status})")
    for path in sorted(gone):
        if path.endswith("/index.html") and preview.get("/" + urllib.parse.quote(path)).status != 404:
            wrong.append(f"{path} is still there")
    group.check(not wrong, f"{shown}: {len(wrong)} of {len(files)} are others: {wrong[:5]}")


def storms(bench, rng, report, rounds, pages):
    root = branches(bench, pages)
    trees = {}
    for name in "ab":
        git(root, "checkout", "-f", name)
        trees[name] = built(bench, root, f"ut-{name}")
    group, ended, asked, times = Group(), threading.Event(), [], []
    with Preview(bench, root, "--now", "2026-01-24") as preview:
        addresses = ["/" + path.removesuffix("index.html") for path in trees["a"] if path.endswith("/index.html")]

        def ask():
            while not ended.is_set():
                asked.append(preview.get(rng.choice(addresses)).status)

        asker = threading.Thread(target=ask)
        asker.start()
        now = "b"
        for number in range(rounds):
            # Sometimes to and fro, so that one storm meets the other.
            for _ in range(rng.choice([1, 1, 3])):
                now = "a" if now == "b" else "b"
                git(root, "checkout", "-f", now)
            begun = time.monotonic()
            preview.get("/")
            times.append(time.monotonic() - begun)
            gone = set(trees["a" if now == "b" else "b"]) - set(trees[now])
            same(group, preview, trees[now], gone, f"storm {number}, branch {now}")
        ended.set()
        asker.join()
        odd = [status for status in asked if status not in (200, 302, 404)]
        group.check(not odd, f"meanwhile {odd[:9]}")
        group.check(preview.is_alive(), "it has ended")
    report.group(f"{rounds} changes of branch, {len(trees['a'])} files", group.passed, group.problems,
                 f"{len(asked)} requests meanwhile; the first answer after {max(times):.2f} s at most")


def moves(bench, report, *more):
    """Each is followed by a change where it happened, which has to be told of."""
    root = bench.roots["B"]
    content, group = root / "content", Group()
    shutil.copytree(content, bench.top / "kept")
    delat = root / "delat"
    page(delat / "index.md", "Delat", "Text.")
    page(delat / "under" / "index.md", "Under", "Text.")
    page(root / "ensam.md", "Ensam", "Text.")
    outside = bench.top / "utanfor"
    page(outside / "index.md", "Utanför", "Text.")
    (content / "lank").symlink_to("../delat")
    (content / "ensam.md").symlink_to(root / "ensam.md")
    (content / "ut").symlink_to(outside)
    (content / "sen").symlink_to("../kommer/sen")
    name = "polling" if more else "events"
    with Preview(bench, root, "--now", "2026-01-24", *more) as preview:
        def edit(path, address, shown):
            text = f"Nu {shown}, {time.monotonic_ns()}."
            listener = Listener(preview, address)
            page(path, "Ändrad", text)
            group.check(text in preview.get(address).text, f"{name}: {shown}: stale")
            group.check(listener.is_told(), f"{name}: {shown}: not told")
            listener.close()

        edit(delat / "index.md", "/lank/", "behind a link to a folder")
        edit(delat / "under" / "index.md", "/lank/under/", "deeper behind it")
        page(delat / "ny" / "index.md", "Ny", "Text.")
        edit(delat / "ny" / "index.md", "/lank/ny/", "a folder that has come behind it")
        edit(root / "ensam.md", "/ensam/", "behind a link to a file")
        os.replace(root / "ensam.md", root / "annan.md")
        edit(root / "ensam.md", "/ensam/", "a new file behind that link")
        group.check(preview.get("/ut/").status == 404, f"{name}: a link that leads out is followed")
        group.check(preview.get("/sen/").status == 404, f"{name}: a link that leads nowhere")
        page(root / "kommer" / "sen" / "index.md", "Sen", "Text.")
        edit(root / "kommer" / "sen" / "index.md", "/sen/", "what a link led to in vain")
        (content / "lank2").symlink_to("om")
        edit(content / "om" / "index.md", "/lank2/", "a new link within")
        # Folders go and come.
        for number in range(3):
            shutil.rmtree(content / "om" / "grupp-1")
            page(content / "om" / "grupp-1" / "a" / "index.md", "A", f"Gång {number}.")
            edit(content / "om" / "grupp-1" / "a" / "index.md", "/om/grupp-1/a/", f"a folder made anew, {number}")
        os.rename(content / "om" / "grupp-1", content / "om" / "grupp-1b")
        edit(content / "om" / "grupp-1b" / "a" / "index.md", "/om/grupp-1b/a/", "a renamed folder")
        group.check(preview.get("/om/grupp-1/a/").status == 404, f"{name}: where it was")
        for number in range(2):
            os.rename(content, root / "undan")
            preview.get("/om/")
            os.rename(root / "undan", content)
            group.check(within(5, lambda: preview.get("/om/").status == 200), f"{name}: content/ is not back")
            edit(content / "om" / "index.md", "/om/", f"content/ away and back, {number}")
        template = root / "themes" / "eget" / "templates" / "sida.html"
        template.parent.mkdir(parents=True)
        (root / "themes" / "eget" / "theme.yaml").write_text("namn: Eget\nutökar: strandlinje\n")
        template.write_text('<html lang="sv"><body>första mallen</body></html>')
        site = content / "site.yaml"
        site.write_text(site.read_text() + "tema: eget\n")
        group.check("första mallen" in preview.get("/om/").text, f"{name}: themes/ for the first time")
        listener = Listener(preview, "/om/")
        template.write_text('<html lang="sv"><body>andra mallen</body></html>')
        group.check(listener.is_told() and "andra mallen" in preview.get("/om/").text, f"{name}: an edited template")
        shutil.rmtree(root / "themes")
        preview.get("/om/")
        group.check(preview.is_alive(), f"{name}: it has ended")
    for path in (delat, root / "kommer", content):
        shutil.rmtree(path)
    for path in ("ensam.md", "annan.md"):
        (root / path).unlink()
    shutil.move(bench.top / "kept", content)
    report.group(f"folders and links, {name}", group.passed, group.problems)


@guarded
def main(asked, rng, report, bench):
    moves(bench, report)
    moves(bench, report, "--poll")
    if shutil.which("git"):
        storms(bench, rng, report, asked.rounds, asked.pages)
    else:
        report.skip("changes of branch", "git is not here")


main(*start(__doc__, "rounds", 2, more={"pages": 300}), pages=20)
