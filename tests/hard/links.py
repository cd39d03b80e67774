#!/usr/bin/env python3
"""Links on the disk: followed inside the site, refused when they lead out or round, never
written through.

Each layout is a site of its own among canaries, watched by strace. `--swaps N` is how many
times a link is replaced while builds run.
"""

import os
import re
import threading
import time

from common import NOW, Group, guarded, png, start
from jail import CANARY, LEAST, Jail, places

PAGE = "---\ntitel: Prov\n---\n\n![En karta över länet](bild.png)\n"
PNG = png()
THEME = {"themes/prov/theme.yaml": "namn: Prov\nutökar: strandlinje\n"}
FILES = LEAST | {"content/om/a.md": PAGE, "content/om/bild.png": PNG, "content/static/fil.txt": b"inne\n",
                 "content/static/mapp/inre.txt": b"inre\n"}
# The link, where it leads, and what must come of it: the finished files that it gives (they
# are those of the site), or None when it is an error that names it and its target.
# {site} and {top} are the folders.
INSIDE = {
    "a file": ("content/static/lank.txt", "fil.txt", {"lank.txt": b"inne\n"}),
    "a folder": ("content/static/lank", "mapp", {"lank/inre.txt": b"inre\n"}),
    "up and down": ("content/static/lank.txt", "../../content/static/fil.txt", {"lank.txt": b"inne\n"}),
    "an absolute path": ("content/static/lank.txt", "{site}/content/static/fil.txt", {"lank.txt": b"inne\n"}),
    "out and in again": ("content/static/lank.txt", "../../../webb/content/static/fil.txt", {"lank.txt": b"inne\n"}),
    "a page": ("content/om/b.md", "a.md", {"om/b/index.html": None}),
    "a folder of pages": ("content/mer", "om", {"mer/a/index.html": None}),
    "a picture": ("content/om/c.png", "bild.png", {"om/c.png": PNG}),
}
OUTSIDE = {
    "a file": ("content/static/lank.txt", "../../../canary.txt"),
    "a folder": ("content/static/lank", "../../../utanfor"),
    "a folder of pages": ("content/mer", "../../utanfor"),
    "a page": ("content/om/b.md", "../../../canary.md"),
    "a register": ("content/register/grupper.yaml", "../../../canary.yaml"),
    "the settings": ("content/site.yaml", "../../canary.yaml"),
    "an absolute path": ("content/static/lank.txt", "{top}/canary.txt"),
    "far away": ("content/static/losen.txt", "/etc/passwd"),
    "the whole disk": ("content/static/allt", "/"),
    "what the site's folder lies in": ("content/static/upp", "../../.."),
    "the site's own secrets": ("content/static/lank", "../../../webb/../canary.txt"),
    "nothing": ("content/static/lank.txt", "finns-inte.txt"),
    "nothing outside": ("content/static/lank.txt", "../../../finns-inte.txt"),
    "a device": ("content/static/lank.txt", "/dev/zero"),
    "itself": ("content/static/lank.txt", "lank.txt"),
    "the folder it is in": ("content/static/ring", "."),
    "the folder above": ("content/om/ring", "../om"),
    "a template": ("themes/prov/templates/sida.html", "../../../../canary.html"),
    "a template's folder": ("themes/prov/templates", "../../../utanfor"),
    "an asset": ("themes/prov/assets/x.css", "../../../../canary.txt"),
    "a theme": ("themes/annat", "../../utanfor"),
    "theme.yaml": ("themes/annat/theme.yaml", "../../../canary.yaml"),
    "all content": ("content", "../utanfor"),
    "all themes": ("themes", "../utanfor"),
}


def link(jail, at, to):
    path = jail.site / at
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        os.rename(path, jail.top / "undan")
    path.unlink(missing_ok=True)
    path.symlink_to(to.format(site=jail.site, top=jail.top))


def inside(jail, report):
    group = Group()
    for name, (at, to, wanted) in INSIDE.items():
        for chain in (False, True):
            shown = f"a link to {name}" + (", by way of two others" if chain else "")
            jail.fresh(FILES)
            if chain:
                # The last of the chain stands where it means the same.
                for step, leads in (("l1", "l2"), ("l2", None)):
                    link(jail, f"{os.path.dirname(at)}/.{step}", f".{leads}" if leads else to)
                to = ".l1"
            link(jail, at, to)
            ended, wrong = jail.run(jail.command())
            group.check(ended.code == 0, f"{shown}: {ended}")
            group.check(not wrong, f"{shown}: {wrong[:4]}")
            for path, text in wanted.items():
                file = jail.out / path
                there = file.is_file() and not file.is_symlink()
                group.check(there and (text is None or file.read_bytes() == text), f"{shown}: {path} is not the file")
    report.group("links inside are followed", group.passed, group.problems)


def outside(jail, report):
    group = Group()
    for name, (at, to) in OUTSIDE.items():
        for chain in (False, True):
            if chain and (name in ("itself",) or at in ("content", "themes")):
                continue
            shown = f"a link to {name}" + (", by way of another" if chain else "")
            jail.fresh(FILES | THEME)
            target = to.format(site=jail.site, top=jail.top)
            if chain:
                link(jail, f"{os.path.dirname(at)}/.l1", to)
                target = ".l1"
            link(jail, at, target)
            ended, wrong = jail.run(jail.command())
            group.check(ended.code in (1, 2), f"{shown} is no error: {ended}")
            group.check(not wrong, f"{shown}: {wrong[:4]}")
            group.check(ended.debug_text() is None, f"{shown}: says {ended.debug_text()}")
            said = ended.out + ended.err
            group.check(at in said or os.path.dirname(at) in ("", at), f"{shown}: the link is not named: {ended}")
            # Of a ring there is no end to name; of a folder that is gone, the settings.
            if ended.code == 1 and "F003" in said:
                group.check(any(file == at for file, _ in places(ended)), f"{shown}: no place: {ended}")
                named = target in re.sub(r"\n\s*│?\s*", " ", said) or "rund" in said or "sig själv" in said
                group.check(named, f"{shown}: the target is not named: {ended}")
            group.check(not jail.out.exists(), f"{shown}: something was written")
    report.group("links out and round are refused", group.passed, group.problems)


def output(jail, report):
    """What stands in the way of the writing: links out of the output folder, hard links to others' files."""
    group = Group()
    built = jail.out
    state = built.parent / ".public.delwebb"
    outs = {
        "a page": built / "index.html", "a page's folder": built / "om", "a copied file": built / "fil.txt",
        "the list of files": built / ".delwebb-manifest.json", "the state": state, "the lock": state / "lock",
        "the spare tree": state / "spare", "a spare page": state / "spare" / "index.html",
        "a spare folder": state / "spare" / "om", "the journal": state / "journal", "the old tree": state / "old",
        "the whole output": built, "not ours": built / "egen.html",
        "the memory": jail.site / ".delwebb", "the memory of pictures": jail.site / ".delwebb" / "bilder",
    }
    for name, at in outs.items():
        for to in ("../../utanfor", "{top}/utanfor", "{top}/canary.txt", "{top}/finns-inte", "/dev/full"):
            for again in (False, True):
                shown = f"{name} is a link to {to}" + (", after a build" if again else "")
                jail.fresh(FILES)
                if again:
                    jail.run(jail.command())
                    # Something new to write, everywhere.
                    jail.write("content/om/a.md", PAGE + "\nMer text.\n")
                    jail.write("content/index.md", "---\ntitel: Ny\n---\n")
                    jail.write("content/static/fil.txt", b"ny\n")
                    for path in (at,):
                        if path.is_dir() and not path.is_symlink():
                            os.rename(path, jail.bench.top / "borta")
                            jail.bench.run(["rm", "-rf", str(jail.bench.top / "borta")])
                        elif path.exists():
                            path.unlink()
                at.parent.mkdir(parents=True, exist_ok=True)
                at.symlink_to(to.format(top=jail.top))
                ended, wrong = jail.run(jail.command())
                # The output folder itself may be a link: that is where the user wants the site.
                if name == "the whole output":
                    real = os.path.realpath(at)
                    wrong = [one for one in wrong if f" {real}" not in one and f"{jail.top}/.utanfor.delwebb" not in one
                             and f"{jail.top}/.finns-inte.delwebb" not in one and not one.endswith(f" {jail.top}")]
                    group.check(not wrong or ended.code != 0, f"{shown}: {wrong[:4]}")
                else:
                    # Opening a link that is in the way, to see that it is no file of ours, is no writing.
                    wrong = [one for one in wrong if not one.startswith("opened ")]
                    group.check(not wrong, f"{shown}: {wrong[:4]}; {ended}")
                group.check(ended.code in (0, 1, 2) and ended.debug_text() is None, f"{shown}: {ended}")
                group.check(CANARY in (jail.top / "canary.txt").read_text(), f"{shown}: the canary was written over")
    for again in (False, True):
        # A hard link is a file: what is written must not reach its other name.
        jail.fresh(FILES)
        if again:
            jail.run(jail.command())
            (built / "index.html").unlink()
        else:
            built.mkdir()
            (built / ".delwebb-manifest.json").write_text('{"version": 1, "files": ["index.html"]}')
        os.link(jail.top / "canary.txt", built / "index.html")
        jail.write("content/index.md", "---\ntitel: Ny\n---\n")
        ended, _ = jail.run(jail.command())
        group.check(ended.code == 0, f"a hard link in the output: {ended}")
        group.check(CANARY in (jail.top / "canary.txt").read_text(), "a file was written through a hard link")
        group.check((built / "index.html").read_text().startswith("<!DOCTYPE"), "the hard link was left as it was")
    report.group("nothing is written through a link", group.passed, group.problems)


def swaps(jail, report, times):
    """A file becomes a link out, and a file again, while builds read it."""
    group = Group()
    kinds = {"a copied file": ("content/static/x.txt", "canary.txt"), "a page": ("content/om/x.md", "canary.md"),
             "a folder": ("content/static/x", "utanfor"), "a template": ("themes/prov/templates/sida.html", "canary.html"),
             "an asset": ("themes/prov/assets/x.txt", "canary.txt")}
    refused = 0
    for name, (at, canary) in kinds.items():
        jail.fresh(FILES | THEME | {"content/site.yaml": LEAST["content/site.yaml"] + "tema: prov\n"})
        path = jail.site / at
        path.parent.mkdir(parents=True, exist_ok=True)
        good, bad = path.with_name(".god"), path.with_name(".ond")
        if canary == "utanfor":
            good.mkdir()
            (good / "canary.md").write_text("---\ntitel: God\n---\n")
        elif at.endswith(".html"):
            good.write_text('{% extends "strandlinje/sida.html" %}')
        else:
            good.write_text("---\ntitel: God\n---\n")
        os.rename(good, path)
        bad.symlink_to(jail.top / canary)
        stop = threading.Event()

        def swap():
            spare = path.with_name(".god")
            while not stop.is_set():
                os.rename(path, spare)
                os.rename(bad, path)
                time.sleep(0.0004)
                os.rename(path, bad)
                os.rename(spare, path)
                time.sleep(0.0004)

        thread = threading.Thread(target=swap, daemon=True)
        thread.start()
        try:
            for _ in range(times // len(kinds)):
                ended = jail.bench.run(jail.command())
                group.check(ended.code in (0, 1, 2) and ended.debug_text() is None, f"{name}: {ended}")
                leaks = jail.leaks(ended)
                group.check(not leaks, f"{name}: {leaks}")
                refused += ended.code != 0
        finally:
            stop.set()
            thread.join()
    report.group("links that change while they are read", group.passed, group.problems, f"{refused} refused")


@guarded
def main(asked, _, report, bench):
    jail = Jail(bench)
    jail.fresh(FILES)
    jail.run(jail.command())
    inside(jail, report)
    outside(jail, report)
    output(jail, report)
    swaps(jail, report, asked.swaps)


main(*start(__doc__, option="swaps", default=100, needs_strace=True), pages=2)
