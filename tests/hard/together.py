#!/usr/bin/env python3
"""Eight builds at once into one folder. What can be seen is always one version, whole."""

import os
import signal
import time

from common import Group, differ, finish, guarded, start, tree_of

BUILDS = 8


def sample(bench):
    """The visible tree, if it stayed the visible one while it was read; else None.

    A tree that has changed places becomes the spare one and is written to, so a
    reading counts only when folder and time of change are the same before and after.
    """
    try:
        fd = os.open(bench.out, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        before = os.fstat(fd)
        seen = tree_of(fd)
        after = os.stat(bench.out)
    except (FileNotFoundError, NotADirectoryError):
        return None
    finally:
        os.close(fd)
    same = (before.st_ino, before.st_ctime_ns) == (after.st_ino, after.st_ctime_ns)
    return seen if same else None


def at_once(asked, rng, bench, trees, report):
    group, samples, waited, seen = Group(), 0, 0, set()
    for number in range(asked.rounds):
        if number % 3 == 0:
            bench.fresh_out()
        versions = [rng.choice("AB") for _ in range(BUILDS)]
        running = []
        for version in versions:
            jobs = rng.choice([(), ("--jobs", "1"), ("--jobs", "8")])
            running.append(bench.begin(bench.command(version, *jobs)))
            if rng.random() < 0.3:
                time.sleep(rng.uniform(0, 0.05))
        while any(process.poll() is None for process in running):
            found = sample(bench)
            if found is None:
                continue
            samples += 1
            which = next((name for name, tree in trees.items() if tree == found), None)
            seen.add(which)
            group.check(which, lambda: f"round {number}: torn while building: against A, "
                        + differ(found, trees["A"]))
        for process, version in zip(running, versions):
            ended = finish(process)
            waited += "Väntar" in ended.err
            group.check(ended.code == 0 and not ended.debug_text(),
                        lambda: f"round {number}, version {version}: {ended}")
        last = bench.visible()
        group.check(any(last == trees[version] for version in versions),
                    lambda: f"round {number}: torn at the end: against A, {differ(last, trees['A'])}")
    group.check(samples >= asked.rounds, f"only {samples} samples could be taken")
    report.group(f"{BUILDS} builds at once, {asked.rounds} rounds", group.passed, group.problems,
                 f"{samples} samples, versions seen {sorted(seen, key=str)}, {waited} builds waited")


def holds_the_lock(bench, group_id):
    """Whether a process of the group holds the lock of the output folder."""
    try:
        inode = os.stat(bench.state / "lock").st_ino
        with open("/proc/locks", encoding="ascii") as locks:
            rows = [row.split() for row in locks]
        return any("->" not in row and row[5].endswith(f":{inode}")
                   and os.getpgid(int(row[4])) == group_id for row in rows)
    except (FileNotFoundError, ProcessLookupError):
        return False


def all_wait(bench, processes, patience=60):
    """Waits until every process stands in line for the lock; a cold program takes its time."""
    inode = os.stat(bench.state / "lock").st_ino
    ends = time.monotonic() + patience
    while time.monotonic() < ends and all(each.poll() is None for each in processes):
        with open("/proc/locks", encoding="ascii") as locks:
            rows = [row.split() for row in locks]
        in_line = [row for row in rows if row[1] == "->" and row[6].endswith(f":{inode}")]
        if len(in_line) >= len(processes):
            return True
        time.sleep(0.02)
    return False


def stopped_holder(bench, version, rng):
    """A build that stands still with the lock in its hand; None when it was too quick."""
    process = bench.begin(bench.command(version), start_new_session=True)
    while process.poll() is None:
        if holds_the_lock(bench, process.pid):
            time.sleep(rng.uniform(0, 0.01))
            os.killpg(process.pid, signal.SIGSTOP)
            time.sleep(0.02)
            if process.poll() is None and holds_the_lock(bench, process.pid):
                return process
            os.killpg(process.pid, signal.SIGCONT)
            break
    finish(process)
    return None


def killed_holder(asked, rng, bench, trees, report):
    group, held = Group(), 0
    for number in range(asked.rounds):
        bench.fresh_out()
        bench.build("A")
        holder = None
        for _ in range(40):
            holder = stopped_holder(bench, "B", rng)
            if holder:
                break
            bench.build("A")
        if not holder:
            continue
        held += 1
        waiting = [bench.begin(bench.command(version)) for version in "AAB"]
        group.check(all_wait(bench, waiting),
                    f"round {number}: a build did not wait for the one that holds the folder")
        visible = bench.visible()
        group.check(visible in trees.values(),
                    lambda: f"round {number}: torn while held: {differ(visible, trees['A'])}")
        os.killpg(holder.pid, signal.SIGKILL)
        finish(holder)
        began = time.monotonic()
        for process in waiting:
            ended = finish(process, timeout=60)
            group.check(ended.code == 0 and "Väntar" in ended.err,
                        lambda: f"round {number}: after the holder was killed: {ended}")
        took = time.monotonic() - began
        if not group.check(took < 50, f"round {number}: the next builds took {took:.1f} s"):
            break
        visible = bench.visible()
        group.check(visible in trees.values(),
                    lambda: f"round {number}: torn afterwards: {differ(visible, trees['A'])}")
    group.check(held, "no build could be stopped while it held the lock")
    report.group("a killed holder blocks nobody", group.passed, group.problems,
                 f"{held} holders killed")


def many_threads(asked, bench, trees, report):
    """Far more threads than cores: whoever waits for another while holding something hangs."""
    group = Group()
    for number in range(asked.rounds * 4):
        jobs = ("16", "64")[number % 2]
        bench.fresh_out()
        for version in "AB":
            ended = finish(bench.begin(bench.command(version, "--jobs", jobs)), timeout=15)
            visible = bench.visible()
            shown = f"--jobs {jobs}, version {version}"
            if not group.check(ended.code is not None, f"{shown}: hangs"):
                break
            group.check(ended.code == 0 and visible == trees[version],
                        lambda: f"{shown}: {ended}; {differ(visible, trees[version])}")
        if group.problems:
            break
    report.group("many threads", group.passed, group.problems)


@guarded
def main(asked, rng, report, bench):
    trees = bench.expected()
    at_once(asked, rng, bench, trees, report)
    killed_holder(asked, rng, bench, trees, report)
    many_threads(asked, bench, trees, report)


main(*start(__doc__, "rounds", 3))
