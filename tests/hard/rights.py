#!/usr/bin/env python3
"""What may not be written, or not even read: sources that are only read, folders without permission."""

import os
import shutil
import stat
import subprocess

from common import Group, differ, guarded, start
from machine import as_nobody, mount, unmount, with_own_mounts


def refusal(group, bench, ended, before, path, shown, says="behörighet"):
    """The build says what it may not do, and to what, and has changed nothing."""
    word = ended.debug_text()
    group.check(ended.code == 2 and not word and ended.err.startswith("fel: "),
                lambda: f"{shown}: {word}: {ended}")
    group.check(str(path) in ended.err and says in ended.err,
                lambda: f"{shown}: does not name {path} and “{says}”: {ended}")
    visible = bench.visible()
    group.check(visible == before, lambda: f"{shown}: {differ(visible, before)}")


def read_only_disks(bench, trees, report):
    """Mounted read-only: even root may not write."""
    group, root = Group(), bench.roots["A"]
    mount("--bind", "-o", "ro", root, root)
    try:
        bench.fresh_out()
        for _ in range(2):
            ended = bench.build("A")
            visible = bench.visible()
            group.check(ended.code == 0 and visible == trees["A"],
                        lambda: f"from a read-only source: {ended}; {differ(visible, trees['A'])}")
        # The usual place is in the site's own folder.
        words = bench.command("A")
        at = words.index("--out")
        inside = bench.run(words[:at] + words[at + 2:])
        group.check(inside.code == 2 and "går bara att läsa" in inside.err and str(root) in inside.err
                    and not inside.debug_text(), lambda: f"into a read-only source: {inside}")
        ended = bench.run([str(bench.program), "check", "--root", str(root), "--lang", "sv",
                           "--now", "2026-01-24"])
        group.check(ended.code == 0, lambda: f"check of a read-only source: {ended}")
    finally:
        unmount(root)
    bench.fresh_out()
    bench.build("A")
    above = bench.out.parent
    mount("--bind", "-o", "ro", above, above)
    try:
        for version in "AB":
            refusal(group, bench, bench.build(version), trees["A"], above,
                    f"version {version} onto a read-only disk", "går bara att läsa")
    finally:
        unmount(above)
    ended = bench.build("B")
    visible = bench.visible()
    group.check(ended.code == 0 and visible == trees["B"], lambda: f"when it may: {ended}")
    report.group("disks that are only read", group.passed, group.problems)


class Permissions:
    """Takes permission to write or read away from folders and files, and gives it back."""

    def __init__(self):
        self.was = {}

    def take(self, path, bits=0o222):
        for each in [path, *path.rglob("*")] if path.is_dir() else [path]:
            if not each.is_symlink():
                self.was[each] = stat.S_IMODE(each.stat().st_mode)
        for each, mode in self.was.items():
            each.chmod(mode & ~bits)

    def take_one(self, path, bits):
        mode = stat.S_IMODE(path.stat().st_mode)
        self.was[path] = mode
        path.chmod(mode & ~bits)

    def give_back(self):
        for each, mode in self.was.items():
            each.chmod(mode)
        self.was = {}


def without_permission(bench, trees, report, other, user):
    """As a user for whom permissions count."""
    group = Group()
    plain = bench.command
    bench.command = lambda *words: [*other, *plain(*words)]

    def start_from_a():
        bench.fresh_out()
        give(bench.top, user)
        bench.build("A")

    give(bench.top, user)
    rights = Permissions()
    content = bench.roots["B"] / "content"
    # What is taken away, from what, and which path the message has to name.
    cases = [
        ("the folder above", lambda: rights.take_one(bench.out.parent, 0o222), None, "first"),
        ("the state folder", lambda: rights.take_one(bench.state, 0o222), bench.state, "later"),
        ("all of the state folder", lambda: rights.take(bench.state), bench.state, "later"),
        ("the lock", lambda: rights.take_one(bench.state / "lock", 0o666), bench.state / "lock", "later"),
        ("a visible folder, unreadable", lambda: rights.take_one(bench.out / "om", 0o777),
         bench.out / "om", "later"),
        ("a visible page, unreadable", lambda: rights.take_one(bench.out / "index.html", 0o777),
         bench.out / "index.html", "later"),
        ("the manifest, unreadable", lambda: rights.take_one(bench.out / ".delwebb-manifest.json", 0o777),
         bench.out / ".delwebb-manifest.json", "later"),
        ("a page of the source", lambda: rights.take_one(content / "om" / "index.md", 0o777),
         "om/index.md", "later"),
        ("a folder of the source", lambda: rights.take_one(content / "om", 0o777), "content/om", "later"),
        ("all of the content", lambda: rights.take_one(content, 0o777), "", "later"),
        ("a file that is copied", lambda: rights.take_one(content / "static" / "olika.bin", 0o777),
         "static/olika.bin", "later"),
    ]
    for name, take, path, when in cases:
        start_from_a()
        if when == "first":
            shutil.rmtree(bench.out.parent)
            bench.out.parent.mkdir()
            give(bench.top, user)
        before = bench.visible()
        take()
        ended = bench.build("B")
        rights.give_back()
        refusal(group, bench, ended, before, bench.out.parent if path is None else path,
                f"no permission: {name}", says="" if name == "all of the content" else "behörighet")
        ended = bench.build("B")
        visible = bench.visible()
        group.check(ended.code == 0 and visible == trees["B"],
                    lambda: f"when it may again, {name}: {ended}; {differ(visible, trees['B'])}")
    report.group("no permission", group.passed, group.problems, f"as user {user}")

    # Trees that may only be read are no hindrance: the source's permissions do not go along.
    group = Group()
    for root in bench.roots.values():
        rights.take(root)
    start_from_a()
    for version in "BAB":
        ended = bench.build(version)
        visible = bench.visible()
        group.check(ended.code == 0 and visible == trees[version],
                    lambda: f"version {version}: {ended}; {differ(visible, trees[version])}")
    rights.give_back()
    # Nor is a visible tree whose files may not be written: files are made anew.
    start_from_a()
    for path in bench.out.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    for version in "BAB":
        ended = bench.build(version)
        visible = bench.visible()
        group.check(ended.code == 0 and visible == trees[version],
                    lambda: f"version {version} over files that may not be written: {ended}")
    bench.command = plain
    report.group("sources and files that may only be read", group.passed, group.problems,
                 f"as user {user}")


def give(folder, user):
    """Makes everything in `folder` the user's own."""
    if user == os.getuid():
        return
    os.chmod(folder, 0o755)
    subprocess.run(["chown", "-R", f"{user}:{user}", folder], check=True)


@guarded
def main(asked, _, report, bench):
    trees = bench.expected()
    if forbidden:
        report.skip("disks that are only read", f"mount: {forbidden}", forbidden=True)
    else:
        read_only_disks(bench, trees, report)
    other, user, why = as_nobody()
    if why:
        report.skip("no permission", f"setpriv: {why}", forbidden=True)
    else:
        without_permission(bench, trees, report, other, user)


forbidden = with_own_mounts()
main(*start(__doc__), pages=20)
