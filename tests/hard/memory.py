#!/usr/bin/env python3
"""Builds with too little memory: whatever becomes of them, the old site stays and nothing is torn."""

import resource
import signal

from common import Group, differ, finish, guarded, start

MEGABYTE = 1024 * 1024
# What ends a program that is refused memory: its own words (2), abort, or the loader (127).
ENDS = {0, 2, 127, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL}


def build(bench, version, megabytes, *more):
    def lower():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    return finish(bench.begin(bench.command(version, *more), preexec_fn=lower))


def enough(bench):
    """The least that a build does with, in MB."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high) // 2
        bench.fresh_out()
        if build(bench, "A", middle, "--jobs", "2").code == 0:
            high = middle
        else:
            low = middle + 1
    return low


@guarded
def main(asked, rng, report, bench):
    trees = bench.expected()
    needs = enough(bench)
    group, codes, torn = Group(), {}, 0
    for step in range(asked.steps):
        # From too little to be loaded, to more than enough; most where pages are being made.
        share = (step + 1) / asked.steps if step + 1 < asked.steps else 1.5
        megabytes = max(3, int(needs * (share if step % 2 else 0.6 + 0.45 * share)))
        shown = f"{megabytes} MB of {needs}"
        bench.fresh_out()
        bench.build("A")
        (bench.out / "eget.txt").write_text("mitt eget\n")
        own = {"eget.txt": bench.visible()["eget.txt"]}
        ended = build(bench, "B", megabytes, "--jobs", "2")
        codes[ended.code] = codes.get(ended.code, 0) + 1
        visible = bench.visible()
        whole = trees["B" if ended.code == 0 else "A"] | own
        torn += not group.check(visible == whole, lambda: f"{shown}: {differ(visible, whole)}; {ended}")
        group.check(ended.code in ENDS, lambda: f"{shown}: {ended}")
        again = bench.build("B")
        visible = bench.visible()
        group.check(again.code == 0 and visible == trees["B"] | own,
                    lambda: f"the build after {shown}: {again}; {differ(visible, trees['B'] | own)}")
    group.check(len(codes) > 1, f"every build ended alike: {codes}")
    report.group(f"{asked.steps} amounts of memory", group.passed, group.problems,
                 f"{needs} MB of addresses are enough; exit codes "
                 + ", ".join(f"{code}: {codes[code]}" for code in sorted(codes)))


main(*start(__doc__, "steps", 8), pages=40)
