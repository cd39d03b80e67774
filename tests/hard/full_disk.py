#!/usr/bin/env python3
"""Disks that are too small: the old site stays, and the message says what room is needed."""

import os
import re

from common import Group, differ, guarded, start
from machine import mount, unmount, with_own_mounts

SAYS = re.compile(r"Disken är full: bygget behöver ungefär ([\d,]+) ([kM]B), men bara "
                  r"([\d,]+) ([kM]B) är ledigt\.\n *Frigör minst [\d,]+ [kM]B och kör kommandot igen\. "
                  r"Den gamla webbplatsen är orörd\.")
LARGE = 256 * 1024 * 1024


class Disk:
    """A file system of a chosen size, with the output folder on it."""

    def __init__(self, bench):
        self.bench, self.path = bench, bench.top / "disk"
        self.path.mkdir()
        self.mounted = False

    def fresh(self, size, more=""):
        if self.mounted:
            unmount(self.path)
        mount("-t", "tmpfs", "-o", f"size={size}{more}", "tmpfs", self.path)
        self.mounted = True
        self.bench.out = self.path / "public"
        self.bench.state = self.path / ".public.delwebb"

    def resize(self, size, more=""):
        mount("-o", f"remount,size={size}{more}", self.path)

    def used(self):
        told = os.statvfs(self.path)
        return (told.f_blocks - told.f_bfree) * told.f_frsize

    def files(self):
        told = os.statvfs(self.path)
        return told.f_files - told.f_ffree

    def free(self):
        told = os.statvfs(self.path)
        return told.f_bavail * told.f_frsize

    def gone(self):
        if self.mounted:
            unmount(self.path)


def figure(number, unit):
    return float(number.replace(",", ".")) * (1_000_000 if unit == "MB" else 1000)


def refused(group, bench, disk, ended, before, shown):
    """What a build has to leave and to say that there was no room for. Gives what it needs."""
    visible = bench.visible()
    word = ended.debug_text()
    group.check(ended.code == 2 and not word, lambda: f"{shown}: {word}: {ended}")
    group.check(visible == before,
                lambda: f"{shown}: the old site is not as it was: {differ(visible, before)}")
    says = SAYS.search(ended.err)
    if not group.check(says and str(disk.path) in ended.err, f"{shown}: the message is no help: {ended}"):
        return None
    needs, has = figure(*says.group(1, 2)), figure(*says.group(3, 4))
    group.check(has < needs, f"{shown}: {needs} is not too much for {has}: {ended}")
    # Told in whole kB, or in tenths of a MB.
    group.check(abs(has - disk.free()) <= (1000 if has < 1e6 else 100_000),
                f"{shown}: says {has} free, but it is {disk.free()}")
    return needs


def sizes(asked):
    """Parts of what is needed, in per cent: from 10 to 100."""
    return [10 + 90 * at // max(1, asked.sizes - 1) for at in range(asked.sizes)]


def first_builds(asked, bench, disk, trees, report):
    group, codes = Group(), []
    disk.fresh(LARGE)
    empty = disk.used()
    bench.build("A")
    needed = disk.used() - empty
    for percent in sizes(asked):
        shown = f"a first build with {percent} % of the room"
        disk.fresh(needed * percent // 100)
        ended = bench.build("A")
        codes.append(ended.code)
        if ended.code != 0:
            refused(group, bench, disk, ended, None, shown)
        else:
            visible = bench.visible()
            group.check(visible == trees["A"], lambda: f"{shown}: {differ(visible, trees['A'])}")
        disk.resize(LARGE)
        again(group, bench, "A", trees["A"], shown)
    group.check(codes.count(2) >= asked.sizes - 1, f"only {codes.count(2)} builds had too little room")
    report.group(f"first build, {asked.sizes} sizes", group.passed, group.problems,
                 f"{codes.count(2)} refused, {codes.count(0)} built; {needed // 1000} kB needed")


def again(group, bench, version, wanted, shown):
    ended = bench.build(version)
    visible = bench.visible()
    group.check(ended.code == 0 and visible == wanted,
                lambda: f"with room, after {shown}: {ended}; {differ(visible, wanted)}")


def old_site(bench, disk, trees):
    """Version A on the disk, with a file of the user's."""
    disk.fresh(LARGE)
    bench.build("A")
    (bench.out / "eget.bin").write_bytes(b"mitt" * 10_000)
    own = {"eget.bin": bench.visible()["eget.bin"]}
    return {version: tree | own for version, tree in trees.items()}


def new_version(asked, bench, disk, trees, report):
    full = old_site(bench, disk, trees)
    before = disk.used()
    bench.build("B")
    needed = disk.used() - before
    group, codes, told = Group(), [], []
    for percent in sizes(asked):
        shown = f"a new version with {percent} % of the room"
        full = old_site(bench, disk, trees)
        used = disk.used()
        disk.resize(used + needed * percent // 100)
        for _ in range(2):
            # Trying again in vain fills the disk no more than the first time.
            ended = bench.build("B")
            codes.append(ended.code)
            if ended.code == 0:
                break
            needs = refused(group, bench, disk, ended, full["A"], shown)
            if needs:
                told.append(needs)
            group.check(disk.used() <= used + 4096,
                        f"{shown}: the disk holds {disk.used() - used} bytes more than before")
        disk.resize(LARGE)
        again(group, bench, "B", full["B"], shown)
    # What it says is needed, is enough, and not much more than enough.
    group.check(told and max(told) <= 1.5 * needed, f"says {told} is needed, and it is {needed}")
    if told:
        full = old_site(bench, disk, trees)
        disk.resize(disk.used() + int(max(told)))
        again(group, bench, "B", full["B"], "with just the room that it asked for")
    group.check(codes.count(2) >= asked.sizes - 1, f"only {codes.count(2)} builds had too little room")
    report.group(f"new version, {asked.sizes} sizes", group.passed, group.problems,
                 f"{codes.count(2)} refused, {codes.count(0)} built; {needed // 1000} kB needed, "
                 f"{int(max(told, default=0)) // 1000} kB said")


def few_files(bench, disk, trees, report):
    """A disk with bytes left, and no room for more files."""
    full = old_site(bench, disk, trees)
    before = disk.files()
    bench.build("B")
    needed = disk.files() - before
    group = Group()
    for percent in (10, 50, 80):
        shown = f"room for {percent} % of the files"
        full = old_site(bench, disk, trees)
        disk.resize(LARGE, f",nr_inodes={disk.files() + needed * percent // 100}")
        ended = bench.build("B")
        visible = bench.visible()
        group.check(ended.code == 2 and not ended.debug_text(), lambda: f"{shown}: {ended}")
        group.check(visible == full["A"], lambda: f"{shown}: {differ(visible, full['A'])}")
        group.check("Disken tar inte emot fler filer" in ended.err, lambda: f"{shown}: {ended}")
        disk.resize(LARGE, ",nr_inodes=100000")
        again(group, bench, "B", full["B"], shown)
    report.group("room for few files", group.passed, group.problems)


@guarded
def main(asked, _, report, bench):
    if forbidden:
        report.skip("a small disk", f"mount: {forbidden}", forbidden=True)
        return
    trees = bench.expected()
    disk = Disk(bench)
    try:
        first_builds(asked, bench, disk, trees, report)
        new_version(asked, bench, disk, trees, report)
        few_files(bench, disk, trees, report)
    finally:
        disk.gone()


forbidden = with_own_mounts("mount -o remount,size=128k /mnt")
main(*start(__doc__, "sizes", 6), pages=40)
