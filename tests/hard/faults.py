#!/usr/bin/env python3
"""Lets one file call of a build fail. It succeeds, or says so in words and changes nothing."""

import re
import shutil
from pathlib import Path

from common import FILE_CALLS, Group, calls, differ, exchange_in, guarded, inject, points, start

ERRORS = ["EIO", "ENOSPC", "EMFILE", "EACCES", "EXDEV", "EINTR"]
# Calls that are made again when a signal interrupts them.
INTERRUPTED = set(FILE_CALLS)
THEME = Path(__file__).resolve().parents[2] / "themes" / "strandlinje"


class Case:
    """One situation that a build can start from."""

    def __init__(self, name, snapshot, version, before, after, base=(), more=()):
        self.name, self.snapshot, self.version = name, snapshot, version
        self.before, self.after, self.base, self.more = before, after, base, more
        self.points = []


def prepare(bench, trees):
    """The situations, each with the output folder it starts from and all its points."""
    bench.fresh_out()
    bench.save("nothing")
    bench.build("A")
    (bench.out / "eget.txt").write_text("mitt eget\n")
    (bench.out / "om" / "eget.bin").write_bytes(b"\0\1\2" * 1000)
    (bench.out / "lank").symlink_to("/finns/inte")
    seen = bench.visible()
    own = {name: seen[name] for name in ("eget.txt", "om/eget.bin", "lank")}
    # The user's files are in the visible tree only, and the spare tree is another version.
    bench.save("fresh")
    for version in "BA":
        bench.build(version)
    bench.save("steady")
    bench.restore("steady")
    # What a build leaves that is stopped before the exchange.
    found = points(calls(bench, bench.command("B", "--jobs", "1")), whole=True)
    exchange = found[exchange_in(found)]
    bench.restore("steady")
    inject(bench, bench.command("B", "--jobs", "1"), exchange, "error=EIO")
    bench.save("stopped")
    old, new = trees["A"] | own, trees["B"] | own
    cases = [
        Case("first build", "nothing", "A", None, trees["A"]),
        Case("second build", "fresh", "B", old, new),
        Case("later build", "steady", "B", old, new),
        Case("build after a stopped one", "stopped", "B", old, new),
        Case("build that changes nothing", "steady", "A", old, old),
        Case("build without renameat2", "steady", "B", old, new, ("renameat2:error=EINVAL",)),
        Case("build without hard links", "steady", "B", old, new, ("linkat:error=EPERM",)),
    ]
    for case in cases:
        bench.restore(case.snapshot)
        found = calls(bench, bench.command(case.version, "--jobs", "1"), case.base)
        case.points = points(found, whole=bool(case.base))
        injected = [each.split(":")[0] for each in case.base]
        case.points = [p for p in case.points if p.call not in injected]
    return cases


def depth(point):
    """How deep the path lies."""
    return min(path.count("/") for path in point.shown.split(" → "))


def choose(rng, case, amount):
    """Points of all kinds of calls alike: there are hundreds of reads, and one rename."""
    kinds = sorted({p.call for p in case.points})
    chosen = []
    while len(chosen) < amount:
        kind = rng.choice(kinds)
        among = [p for p in case.points if p.call == kind]
        # A third of them late in the build, where the disk is changed; a third on the
        # folders that all others lie in, where most depends on the answer.
        among = rng.choice([among, among[-12:], sorted(among, key=depth)[:24]])
        chosen.append((rng.choice(among), rng.choice(ERRORS)))
    return chosen


def one(bench, case, point, error, group, outcomes):
    """One point: what has to hold of the build, the visible tree, and the next build."""
    bench.restore(case.snapshot)
    command = bench.command(case.version, "--jobs", "1")
    ended, hit = inject(bench, command, point, f"error={error}", case.base)
    visible = bench.visible()
    where = " and ".join(row.rsplit(" = ", 1)[0].strip() for row in hit) or str(point)
    shown = f"{case.name}: {error} at {where}"
    outcome = "not hit" if not hit else f"exit {ended.code}"
    outcomes[outcome] = outcomes.get(outcome, 0) + 1
    word = ended.debug_text()
    if word:
        group.check(False, f"{shown}: says “{word}”: {ended}")
    elif ended.code == 0:
        group.check(visible == case.after, lambda: f"{shown}: exit 0, but {differ(visible, case.after)}")
    elif ended.code == 2:
        is_same = visible == case.before
        group.check(is_same, lambda: f"{shown}: exit 2, but the old site is not as it was: "
                    + ("it is the new one" if visible == case.after else differ(visible, case.before))
                    + f"\n{ended}")
        names_path = str(bench.top) in ended.err or re.search(r"\b(content|themes)/", ended.err)
        has_words = re.match(r"fel: \w+ \w+", ended.err)
        group.check(names_path and has_words, f"{shown}: the message is no help: {ended}")
    else:
        group.check(False, f"{shown}: {ended}")
    if error == "EINTR" and point.call in INTERRUPTED:
        group.check(ended.code == 0, f"{shown}: an interrupted call is no error: {ended}")
    again = bench.build(case.version)
    visible = bench.visible()
    group.check(again.code == 0 and visible == case.after,
                lambda: f"the build after {shown}: {differ(visible, case.after)}; {again}")


@guarded
def main(asked, rng, report, bench):
    if THEME.is_dir():
        # A theme of the site's own, which must never be mistaken for the one built in.
        for root in bench.roots.values():
            shutil.copytree(THEME, root / "themes" / "strandlinje")
            style = root / "themes" / "strandlinje" / "assets" / "egen.css"
            style.write_text("/* webbplatsens egen */\n")
    bench.remember_sources()
    trees = bench.expected()
    cases = prepare(bench, trees)
    for number, case in enumerate(cases):
        share = asked.points // len(cases) + (number < asked.points % len(cases))
        group, outcomes = Group(), {}
        for point, error in choose(rng, case, share):
            one(bench, case, point, error, group, outcomes)
        missed = outcomes.get("not hit", 0)
        group.check(missed <= share // 4, f"{missed} of {share} points were not hit")
        told = ", ".join(f"{outcomes[key]} {key}" for key in sorted(outcomes))
        report.group(f"{case.name}, {share} points of {len(case.points)}", group.passed,
                     group.problems, told)


main(*start(__doc__, "points", 60, needs_strace=True), pages=40)
