#!/usr/bin/env python3
"""The same source gives the same bytes, whatever surrounds the build."""

import hashlib
import os
from pathlib import Path

from common import Group, differ, finish, guarded, start
from preload import Preload

REAL = Path(__file__).resolve().parents[2]
ZONES = ["UTC", "Europe/Stockholm", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", ""]
LOCALES = ["C", "POSIX", "sv_SE.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "nonsense"]
THREADS = ["1", "2", "8"]
UMASKS = [0o000, 0o022, 0o027, 0o077]
# Seconds past 1970: midnight, a leap day, the day that 32 bits end, and years to come.
CLOCKS = [0, 951782400, 1709164800, 2147483647, 2147483648, 4102444800, 1774746000]


def surroundings(rng, number):
    """One way for a build to be surrounded. The first rounds have every value of the shortest
    lists, whatever is drawn."""
    return {"threads": THREADS[number % len(THREADS)], "zone": rng.choice(ZONES),
            "locale": rng.choice(LOCALES), "umask": UMASKS[number % len(UMASKS)],
            "clock": rng.choice(CLOCKS), "home": rng.choice(["home", "ett annat hem", None]),
            "folder": rng.choice(["/", "top", "root", "content"]),
            "terminal": rng.choice(["dumb", "xterm-256color"]), "seed": rng.randrange(10**9)}


def build(bench, preload, root, now, around):
    """A clean build of the site in `root`, so surrounded."""
    bench.fresh_out()
    environment = bench.environment() | preload.environment(
        around["seed"], shuffle=1, clock=around["clock"])
    environment |= {"RAYON_NUM_THREADS": around["threads"], "LC_ALL": around["locale"],
                    "LANG": around["locale"], "TZ": around["zone"], "TERM": around["terminal"],
                    "SOURCE_DATE_EPOCH": str(around["clock"])}
    del environment["HOME"]
    if around["home"]:
        home = bench.top / around["home"]
        home.mkdir(exist_ok=True)
        environment["HOME"] = str(home)
    folders = {"/": "/", "top": bench.top, "root": root, "content": root / "content"}
    words = [str(bench.program), "build", "--out", str(bench.out), "--now", now]
    if around["folder"] in ("/", "top"):
        words += ["--root", os.path.relpath(root, folders[around["folder"]])]
    process = bench.begin(words, cwd=folders[around["folder"]], env=environment,
                          umask=around["umask"])
    return finish(process)


def many(asked, rng, bench, preload, report, name, root, now):
    group, hashes, first = Group(), {}, None
    for number in range(asked.builds):
        around = surroundings(rng, number)
        ended = build(bench, preload, root, now, around)
        if not group.check(ended.code == 0 and not ended.debug_text(), lambda: f"{around}: {ended}"):
            continue
        # Permissions follow the umask; the contents do not.
        visible = bench.visible()
        first = first or visible
        digest = hashlib.sha256(repr(visible).encode()).hexdigest()[:12]
        hashes.setdefault(digest, around)
        group.check(visible == first, lambda: f"{around}: {differ(visible, first)}")
    done = preload.done()
    group.check(len(first or {}) > 20, "the site is empty")
    group.check(done["shuffled"] >= 20 * asked.builds, f"hardly any folder was shuffled: {done}")
    report.group(f"{name}, {asked.builds} builds", group.passed, group.problems,
                 f"{len(hashes)} hash: {', '.join(hashes)}; {done['shuffled']} names shuffled, "
                 f"the clock asked {done['clock']} times")


def control(bench, preload, report):
    """What must make a difference does: or the hash would say nothing."""
    group = Group()
    around = {"threads": "1", "zone": "UTC", "locale": "C", "umask": 0o022, "clock": 0,
              "home": None, "folder": "/", "terminal": "dumb", "seed": 1}
    seen = []
    for version in "AB":
        build(bench, preload, bench.roots[version], "2026-01-24", around)
        seen.append(bench.visible())
    group.check(seen[0] != seen[1], "two versions look the same")
    preload.done()
    report.group("other content, other bytes", group.passed, group.problems)


@guarded
def main(asked, rng, report, bench):
    preload = Preload(bench)
    control(bench, preload, report)
    many(asked, rng, bench, preload, report, "a small site", bench.roots["A"], "2026-01-24T08:00:00Z")
    many(asked, rng, bench, preload, report, "the real site", REAL, "2026-01-24")


main(*start(__doc__, "builds", 6), pages=40)
