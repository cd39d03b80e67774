#!/usr/bin/env python3
"""Too few watches, no watcher: the preview says so, looks at the files itself and misses nothing."""

import shutil
import time

from common import Group, guarded, page, start
from machine import attempt
from preview import Listener, Preview, in_milliseconds

WAY = ["unshare", "--map-root-user", "--user", "sh", "-c"]
POLLS = "Ser efter fyra gånger i sekunden"


def limited(limit, most):
    """The beginning of a command for whom the system watches only so much."""
    return [*WAY, f'echo {most} > /proc/sys/user/{limit} && exec "$@"', "sh"]


def freshness(group, preview, content, rng, shown, times, rounds):
    """Whatever is done to the files shows at once, also on other pages than the one it is in."""
    om = content / "om"
    listener = Listener(preview, "/om/")
    for number in range(rounds):
        text = f"Text nummer {number}, {rng.randrange(10**9)}."
        page(om / "index.md", "Om", text)
        begun = time.monotonic()
        answer = preview.get("/om/")
        times.append(time.monotonic() - begun)
        group.check(text in answer.text, f"{shown}: an edit is not shown")
        group.check(listener.is_told(), f"{shown}: an edit is not told of")
        title = f"Rubrik {rng.randrange(10**9)}"
        page(content / "avd" / "ett.md", title, "Text.")
        group.check(title in preview.get("/avd/").text, f"{shown}: a title in a list is stale")
    deep = om / "a" / "b" / "c"
    page(deep / "ny.md", "Ny i djupet", "Text.")
    group.check(preview.get("/om/a/b/c/ny/").status == 200, f"{shown}: a page in new folders")
    page(deep / "ny.md", "Ny i djupet", "Andra texten.")
    group.check("Andra texten" in preview.get("/om/a/b/c/ny/").text, f"{shown}: and edited there")
    time.sleep(.4)
    page(deep / "till.md", "En till", "Text.")
    group.check(preview.get("/om/a/b/c/till/").status == 200, f"{shown}: and one more there")
    (deep / "ny.md").rename(om / "flyttad.md")
    group.check(preview.get("/om/flyttad/").status == 200, f"{shown}: a moved page")
    group.check(preview.get("/om/a/b/c/ny/").status == 404, f"{shown}: where it was")
    shutil.rmtree(om / "a")
    (om / "flyttad.md").unlink()
    group.check(preview.get("/om/flyttad/").status == 404, f"{shown}: a page that is gone")
    group.check(preview.get("/om/a/b/c/till/").status == 404, f"{shown}: folders that are gone")
    listener.close()


def at_once(bench, rng, report, rounds, name, limit, most, words):
    """The limit is met when it begins."""
    content = bench.roots["A"] / "content"
    group, times = Group(), []
    with Preview(bench, bench.roots["A"], before=limited(limit, most)) as preview:
        group.check(POLLS in preview.said and words in preview.said, lambda: f"it says: {preview.said}")
        freshness(group, preview, content, rng, name, times, rounds)
        group.check(preview.is_alive(), "it has ended")
    report.group(name, group.passed, group.problems, in_milliseconds(times))


def later(bench, rng, report, rounds, name):
    """The limit is met by a folder that comes later."""
    content = bench.roots["A"] / "content"
    folders = sum(1 for path in content.rglob("*") if path.is_dir()) + 1
    group, times = Group(), []
    # Of its own: the site's folder and one for its own events.
    with Preview(bench, bench.roots["A"], before=limited("max_inotify_watches", folders + 4)) as preview:
        group.check(POLLS not in preview.said, lambda: f"it says too early: {preview.said}")
        for number in range(8):
            page(content / "om" / f"mapp-{number}" / "index.md", f"Mapp {number}", "Text.")
            address = f"/om/mapp-{number}/"
            group.check(preview.get(address).status == 200, f"{address} is not shown")
        group.check(preview.says(POLLS), lambda: f"it does not say: {preview.said}")
        group.check("max_user_watches" in preview.said, lambda: f"which limit: {preview.said}")
        freshness(group, preview, content, rng, name, times, rounds)
        page(content / "om" / "mapp-7" / "index.md", "Mapp 7", "Ändrad.")
        group.check("Ändrad." in preview.get("/om/mapp-7/").text, "an edit beyond the limit")
    for number in range(8):
        shutil.rmtree(content / "om" / f"mapp-{number}")
    report.group(name, group.passed, group.problems, in_milliseconds(times))


def tidied(bench, rng, report, rounds, name):
    """Somebody tidies up among passing files, where the preview has its own folder."""
    group, times = Group(), []
    own = bench.top / "tmp"
    own.mkdir()
    with Preview(bench, bench.roots["A"], environment={"TMPDIR": str(own)}) as preview:
        preview.get("/om/")
        folders = list(own.iterdir())
        group.check(len(folders) == 1, f"{folders}")
        for folder in folders:
            shutil.rmtree(folder)
        freshness(group, preview, bench.roots["A"] / "content", rng, name, times, rounds)
    report.group(name, group.passed, group.problems, in_milliseconds(times))


@guarded
def main(asked, rng, report, bench):
    forbidden = attempt([*WAY, "echo 5 > /proc/sys/user/max_inotify_watches"])
    content = bench.roots["A"] / "content"
    kept = bench.top / "kept"
    shutil.copytree(content, kept)
    page(content / "avd" / "_index.md", "Avdelningen", "Text.")
    if forbidden:
        report.skip("limits of the system", forbidden, forbidden=True)
    else:
        watches = "max_user_watches"
        for most in (0, 1, 3) if asked.rounds > 1 else (1,):
            at_once(bench, rng, report, asked.rounds, f"{most} watches", "max_inotify_watches", most,
                    watches)
        at_once(bench, rng, report, asked.rounds, "no watcher", "max_inotify_instances", 0,
                "max_user_instances")
        later(bench, rng, report, asked.rounds, "a limit met later")
    tidied(bench, rng, report, asked.rounds, "passing files are tidied up")
    group, times = Group(), []
    with Preview(bench, bench.roots["A"], "--poll") as preview:
        group.check(POLLS in preview.said, lambda: f"it says: {preview.said}")
        freshness(group, preview, content, rng, "asked for", times, asked.rounds)
    report.group("asked for", group.passed, group.problems, in_milliseconds(times))
    shutil.rmtree(content)
    shutil.copytree(kept, content)


main(*start(__doc__, "rounds", 1), pages=20)
