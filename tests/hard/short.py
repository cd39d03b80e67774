#!/usr/bin/env python3
"""Reads and writes that do a part of what was asked, or are interrupted: the same site."""

from common import Group, differ, guarded, start
from preload import Preload


@guarded
def main(asked, rng, report, bench):
    trees = bench.expected()
    preload = Preload(bench)
    plain = bench.environment
    group = Group()
    version = "A"
    for number in range(asked.rounds):
        if number % 4 == 0:
            bench.fresh_out()
        version = "B" if version == "A" else "A"
        seed = rng.randrange(10**9)
        bench.environment = lambda: plain() | preload.environment(seed, short=1)
        jobs = rng.choice([(), ("--jobs", "1"), ("--jobs", "8")])
        ended = bench.build(version, *jobs)
        bench.environment = plain
        shown = f"round {number}, library's seed {seed}, version {version} {' '.join(jobs)}"
        visible = bench.visible()
        group.check(ended.code == 0 and not ended.debug_text(), lambda: f"{shown}: {ended}")
        group.check(visible == trees[version],
                    lambda: f"{shown}: {differ(visible, trees[version])}")
        group.check("Klart:" in ended.out, lambda: f"{shown}: the summary is cut: {ended.out!r}")
    done = preload.done()
    group.check(done["shortened"] >= asked.rounds * 20 and done["interrupted"] >= asked.rounds * 20,
                f"hardly anything was cut short: {done}")
    report.group(f"short and interrupted, {asked.rounds} builds", group.passed, group.problems,
                 f"{done['shortened']} calls cut short, {done['interrupted']} interrupted")


main(*start(__doc__, "rounds", 8))
