#!/usr/bin/env python3
"""Builds with few files allowed open: 64 are enough, and fewer never tear anything."""

import resource

from common import Group, differ, finish, guarded, page, start


def build(bench, version, limit, *more):
    """A build that may have `limit` files open."""
    def lower():
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    return finish(bench.begin(bench.command(version, *more), preexec_fn=lower))


def judge(group, ended, bench, before, after, shown, must=False):
    visible = bench.visible()
    word = ended.debug_text()
    if word:
        group.check(False, f"{shown}: says “{word}”: {ended}")
    elif ended.code == 0:
        group.check(visible == after, lambda: f"{shown}: exit 0, but {differ(visible, after)}")
    else:
        group.check(not must, f"{shown}: must do: {ended}")
        # Below the loader's own needs (exit 127) it is not the program that speaks.
        says = ended.code == 127 or (ended.code == 2 and ended.err.startswith("fel: "))
        group.check(says, f"{shown}: {ended}")
        group.check(visible == before,
                    lambda: f"{shown}: the old site is not as it was: {differ(visible, before)}")


@guarded
def main(asked, _, report, bench):
    # Folders in folders, deeper than there are files to be had.
    for root in bench.roots.values():
        deep = root / "content" / "om"
        for number in range(12):
            deep = deep / f"niva-{number}"
            page(deep / "index.md", f"Nivå {number}", "Text. " * 20)
    bench.remember_sources()
    trees = bench.expected()
    ways = [(64, ("--jobs", "1"), True), (64, (), True), (64, ("--jobs", "8"), True),
            (64, ("--jobs", "64"), False), (32, (), False), (32, ("--jobs", "1"), True),
            (24, ("--jobs", "16"), False), (16, (), False), (16, ("--jobs", "1"), False),
            (12, (), False), (8, (), False), (5, (), False), (4, (), False), (3, (), False)]
    for limit, jobs, must in ways:
        group, codes = Group(), []
        for number in range(asked.rounds):
            shown = f"{limit} files, {' '.join(jobs) or 'all threads'}"
            bench.fresh_out()
            ended = build(bench, "A", limit, *jobs)
            codes.append(ended.code)
            judge(group, ended, bench, None, trees["A"], shown + ", first build", must)
            bench.build("A")
            (bench.out / "eget.txt").write_text("mitt eget\n")
            own = {"eget.txt": bench.visible()["eget.txt"]}
            for version, old in (("B", "A"), ("A", "B")):
                ended = build(bench, version, limit, *jobs)
                codes.append(ended.code)
                judge(group, ended, bench, trees[old] | own, trees[version] | own,
                      f"{shown}, version {version}", must)
                again = bench.build(version)
                visible = bench.visible()
                group.check(again.code == 0 and visible == trees[version] | own,
                            lambda: f"the build after {shown}: {again}; "
                            + differ(visible, trees[version] | own))
        report.group(f"{limit} open files, {' '.join(jobs) or 'all threads'}", group.passed,
                     group.problems, f"exit codes {codes}")


main(*start(__doc__, "rounds", 1), pages=120)
