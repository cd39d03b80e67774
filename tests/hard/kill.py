#!/usr/bin/env python3
"""Kills builds with SIGKILL. The visible site is always one version, whole."""

import signal
import time

from common import Group, differ, finish, guarded, start
from file_calls import KILL, calls, exchange_in, inject, points


def add_foreign(bench, trees):
    """The user's own file and link in the output folder: they belong to both trees."""
    (bench.out / "eget.txt").write_text("mitt eget\n")
    (bench.out / "om" / "eget.bin").write_bytes(b"\0\1\2" * 1000)
    (bench.out / "lank").symlink_to("/finns/inte")
    seen = bench.visible()
    names = ("eget.txt", "om/eget.bin", "lank")
    return {version: tree | {name: seen[name] for name in names} for version, tree in trees.items()}


def steady(bench, trees):
    """A visible, B in the spare tree, the user's files in both."""
    bench.fresh_out()
    bench.build("A")
    full = add_foreign(bench, trees)
    for version in "ABA":
        bench.build(version)
    return full


def judge(group, bench, trees, shown, missing_allowed=False):
    """The visible tree is one of `trees`; a build without any cleaning up mends the rest."""
    visible = bench.visible()
    whole = visible in trees or (visible is None and missing_allowed)
    group.check(whole, lambda: f"torn after {shown}: against the nearest, "
                + min((differ(visible, tree) for tree in trees), key=len))
    return visible


def mend(group, bench, version, wanted, shown):
    ended = bench.build(version)
    group.check(ended.code == 0, lambda: f"the next build after {shown}: {ended}")
    got = bench.visible()
    group.check(got == wanted, lambda: f"the next build after {shown}: {differ(got, wanted)}")


def enough(group, killed, wanted):
    """A test that kills nobody tests nothing."""
    group.check(killed >= wanted, f"only {killed} builds were killed, not {wanted}")


def at_random_moments(asked, rng, bench, trees, report):
    full = steady(bench, trees)
    began = time.monotonic()
    for version in "BABA":
        bench.build(version)
    usual = (time.monotonic() - began) / 4
    group, killed, version = Group(), 0, "A"
    now = full
    for number in range(asked.rounds):
        if rng.random() < 0.15:
            bench.fresh_out()
            now = trees
        version = "B" if version == "A" else "A"
        delay = rng.uniform(0, 1.2 * usual)
        process = bench.begin(bench.command(version))
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        killed += finish(process).code == -signal.SIGKILL
        shown = f"kill no. {number} at {delay * 1000:.1f} ms of version {version}"
        visible = judge(group, bench, list(now.values()), shown, now is trees)
        # Sometimes the next build is killed too, on top of what this one left.
        if rng.random() < 0.7:
            mend(group, bench, version, now[version], shown)
            if now is trees and visible is not None:
                now = add_foreign(bench, trees)
                mend(group, bench, version, now[version], "adding files of the user's")
    enough(group, killed, asked.rounds // 10)
    report.group("killed at random moments", group.passed, group.problems,
                 f"{killed} killed, the others were done first; a build takes {usual * 1000:.0f} ms")


def at_random_calls(asked, rng, bench, trees, report):
    full = steady(bench, trees)
    found = {}
    for version in "BA":
        command = bench.command(version, "--jobs", "1")
        found[version] = points(calls(bench, command))
    group, killed, version, seen = Group(), 0, "A", {}
    wanted = asked.points * 3 // 4
    for number in range(asked.points * 3):
        # A build after one that was killed makes other calls: it may never come to the point, and
        # then another one is tried.
        if number >= asked.points and killed >= wanted:
            break
        version = "B" if version == "A" else "A"
        kind = rng.choice(sorted({p.call for p in found[version]}))
        point = rng.choice([p for p in found[version] if p.call == kind])
        command = bench.command(version, "--jobs", "1")
        ended, hit = inject(bench, command, point, KILL)
        killed += bool(hit)
        seen[point.call] = seen.get(point.call, 0) + 1
        shown = f"kill at {point}"
        judge(group, bench, list(full.values()), shown)
        if rng.random() < 0.7:
            mend(group, bench, version, full[version], shown)
    enough(group, killed, wanted)
    report.group("killed at random file calls", group.passed, group.problems,
                 f"{killed} killed; " + ", ".join(f"{seen[c]} {c}" for c in sorted(seen)))


def in_the_exchange(rng, bench, trees, report):
    """All calls around the exchange, with and without renameat2, and on a first build."""
    ways = [("at the exchange", (), False),
            ("at the exchange by journal", ("renameat2:error=EINVAL",), True)]
    for name, base, missing_allowed in ways:
        full = steady(bench, trees)
        bench.save("before")
        command = bench.command("B", "--jobs", "1")
        everything = points(calls(bench, command, base), whole=True)
        first = exchange_in(everything)
        injected = [each.split(":")[0] for each in base]
        around = [p for p in everything[first:] if p.call not in injected
                  and (p.call.startswith("rename") or "/journal" in p.shown)]
        around += rng.sample(everything[first + 1:], 3)
        group, killed, gone = Group(), 0, 0
        for point in around:
            bench.restore("before")
            ended, hit = inject(bench, command, point, KILL, base)
            killed += bool(hit)
            shown = f"kill at {point}" + (" without renameat2" if base else "")
            visible = judge(group, bench, list(full.values()), shown, missing_allowed)
            gone += visible is None
            bench.save("killed")
            mend(group, bench, "B", full["B"], shown)
            # The other version, and a second kill in the mending.
            bench.restore("killed")
            mend(group, bench, "A", full["A"], shown)
            if visible is None:
                bench.restore("killed")
                paths = point.paths
                for nth in (1, 2):
                    again = type(point)("rename", paths, nth, "the mending")
                    inject(bench, command, again, KILL)
                mend(group, bench, "B", full["B"], shown + ", then two in the mending")
        enough(group, killed, len(around) * 3 // 4)
        report.group(f"killed {name}", group.passed, group.problems,
                     f"{killed} killed, visible folder missing {gone} times")


def without_hard_links(asked, rng, bench, trees, report):
    """A disk that has no hard links: files are copied, so more can be half done."""
    base = ("linkat:error=EPERM",)
    full = steady(bench, trees)
    bench.save("before")
    command = bench.command("B", "--jobs", "1")
    found = points(calls(bench, command, base), whole=True)
    # What comes after the exchange is where the user's own files could be lost.
    exchanged = exchange_in(found)
    late = [p for p in found[exchanged + 1:] if "eget" in p.shown or "lank" in p.shown]
    late = [p for p in late if p.call not in ("linkat", "statx", "newfstatat")]
    early = [p for p in found[:exchanged] if p.call not in ("linkat", "statx", "read", "newfstatat")]
    group, killed = Group(), 0
    for point in late + rng.sample(early, min(len(early), max(4, asked.points // 4))):
        bench.restore("before")
        ended, hit = inject(bench, command, point, KILL, base)
        killed += bool(hit)
        shown = f"kill at {point} without hard links"
        judge(group, bench, list(full.values()), shown)
        mend(group, bench, "B", full["B"], shown)
    enough(group, killed, len(late) * 3 // 4)
    report.group("killed on a disk without hard links", group.passed, group.problems,
                 f"{killed} killed")


@guarded
def main(asked, rng, report, bench):
    trees = bench.expected()
    at_random_moments(asked, rng, bench, trees, report)
    at_random_calls(asked, rng, bench, trees, report)
    in_the_exchange(rng, bench, trees, report)
    without_hard_links(asked, rng, bench, trees, report)


main(*start(__doc__, "rounds", 20, needs_strace=True, more={"points": 20}))
