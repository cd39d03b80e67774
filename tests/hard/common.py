"""What the hard tests share: a site in two versions, trees, builds, and the count.

`file_calls.py` finds and harms single file calls, `machine.py` tells what this machine lets a
test do, and `preload.py` puts a library between the program and the system.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

NOW = "2026-01-24T08:00:00Z"
TIMEOUT = 60
# What only a programmer should ever see.
DEBUG_TEXT = ("panicked", "RUST_BACKTRACE", "Os {", "Custom {", "Error {", "Err(", "Some(",
              "thread '", "stack backtrace", "ErrorKind", "abort")


# ---------------------------------------------------------------- the count


class Report:
    """Counts checks; prints one line per group."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.began = time.monotonic()
        # How the test can be run again just so.
        self.again = ""
        # A long path that says nothing.
        self.hidden = "\0"

    def group(self, name, passed, problems, note=""):
        """One group: `passed` checks held, `problems` tells of those that did not."""
        self.passed += passed
        self.failed += len(problems)
        problems = [str(problem).replace(self.hidden, "…") for problem in problems]
        print(f"{'FAIL' if problems else 'ok  '} {name}: {passed} held, {len(problems)} did not"
              + (f" ({note})" if note else ""))
        for problem in problems[:12]:
            print("     - " + problem.replace("\n", "\n       "))
        if len(problems) > 12:
            print(f"     - and {len(problems) - 12} more")
        sys.stdout.flush()

    def skip(self, name, why, forbidden=False):
        """Something that is not tested. `forbidden`: nothing that could be installed would
        help, because this machine does not let the test do it; CI takes only such ones."""
        self.skipped += 1
        print(f"SKIP {name}: " + ("this machine forbids it: " if forbidden else "") + why)

    def skip_trace(self, name):
        """Something that is not tested where `can_trace` says no."""
        is_here = shutil.which("strace")
        self.skip(name, "strace may not trace" if is_here else "strace is not here", bool(is_here))

    def end(self):
        print(f"{self.again}, took {time.monotonic() - self.began:.0f} s")
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        sys.exit(1 if self.failed else 0)


class Group:
    """The checks of one group, while they are made."""

    def __init__(self):
        self.passed, self.problems = 0, []

    def check(self, holds, problem):
        if holds:
            self.passed += 1
        else:
            self.problems.append(problem() if callable(problem) else problem)
        return bool(holds)


class Impossible(Exception):
    """Something that has to work before anything can be tested does not."""


def guarded(main):
    """Makes `main(asked, rng, report, bench)` clean up, and give the count, whatever happens."""
    def run(asked, rng, report, **bench):
        with Bench(asked, **bench) as made:
            report.hidden = str(made.top)
            try:
                main(asked, rng, report, made)
                made.sources_are_untouched(report)
            except Exception as error:  # The count is to be the last line, whatever it was.
                report.group("the test itself", 0, [f"{type(error).__name__}: {error}"])
        report.end()
    return run


def start(doc, option=None, default=0, needs_strace=False, more=None, paths=()):
    """Reads the arguments, and leaves at once where the test cannot run.

    `option` is how much is tried, `more` further amounts: name -> what is usual; `paths` are names
    of files or folders that may be given.
    """
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--delwebb", required=True, help="the program")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    amounts = ({option: default} if option else {}) | (more or {})
    for name, usual in amounts.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    for name in paths:
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    report.again = " ".join([Path(sys.argv[0]).name, "--seed", str(asked.seed)] + [
        f"--{name} {getattr(asked, name)}" for name in amounts])
    print(report.again)
    sys.stdout.flush()
    if not sys.platform.startswith("linux"):
        report.skip(Path(sys.argv[0]).name, "not Linux")
        report.end()
    if needs_strace and not can_trace():
        report.skip_trace(Path(sys.argv[0]).name)
        report.end()
    return asked, random.Random(asked.seed), report


def can_trace():
    try:
        run = subprocess.run(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=getcwd:error=EIO", "true"],
            capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


# ---------------------------------------------------------------- the site

PAGE = """---
titel: {title}
ingress: En kort text om {title}.
---

## {heading}

{text}

- första punkten
- andra punkten

[Till start](/)
"""
SITE = """titel: Prov
beskrivning: En webbplats för prov.
adress: "https://prov.example/"
"""


def png(side=1):
    """A whole picture: what is broken is an error of its own."""
    rows = b"".join(b"\0" + b"\x60\x90\xc0" * side for _ in range(side))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)


def page(path, title, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title, heading="Så här är det", text=text), encoding="utf-8")


def write_site(root, version, pages=80):
    """Version A or B of the site. B has other words on some pages, and other pages."""
    content = root / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    words = {"A": "Ett stycke om den första tiden. ", "B": "Andra ord, och fler av dem nu. "}[version]
    page(content / "index.md", "Start", words * 20)
    page(content / "om" / "index.md", "Om", "Lika i båda. " * 20)
    for number in range(pages):
        if number % 10 == (7 if version == "A" else 8):
            continue
        text = words if number % 4 == 0 else "Samma ord i båda. "
        if number % 3 == 0:
            path = content / "om" / f"grupp-{number % 5}" / f"sida-{number:03}.md"
        else:
            path = content / "om" / f"sida-{number:03}.md"
        page(path, f"Sida {number}", text * (5 + number))
    # What is a folder in one version is a file in the other.
    static = content / "static"
    static.mkdir()
    (static / "lika.bin").write_bytes(bytes(range(256)) * 300)
    (static / "olika.bin").write_bytes(version.encode() * 150_000)
    if version == "A":
        (static / "vaxlar").write_bytes(b"en fil\n")
    else:
        (static / "vaxlar").mkdir()
        (static / "vaxlar" / "inre.txt").write_bytes(b"i en mapp\n")


def tree(folder):
    """Everything in a folder: path -> what it is, byte for byte. None when there is none."""
    folder = os.fsencode(folder)
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        return tree_of(fd)
    finally:
        os.close(fd)


def tree_of(fd, prefix="", found=None):
    """The same, of an open folder."""
    found = {} if found is None else found
    for entry in sorted(os.listdir(fd)):
        path = prefix + entry
        mode = os.stat(entry, dir_fd=fd, follow_symlinks=False).st_mode
        kind = mode & 0o170000
        if kind == 0o040000:
            found[path + "/"] = "folder"
            inner = os.open(entry, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
            try:
                tree_of(inner, path + "/", found)
            finally:
                os.close(inner)
        elif kind == 0o120000:
            found[path] = "link to " + os.readlink(entry, dir_fd=fd)
        elif kind == 0o100000:
            file = os.open(entry, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=fd)
            with open(file, "rb") as stream:
                found[path] = hashlib.sha256(stream.read()).hexdigest()
        else:
            found[path] = f"special {kind:o}"
    return found


def differ(got, wanted):
    """In words, how a tree is not the one wanted."""
    if got is None or wanted is None:
        return f"the folder {'is missing' if got is None else 'should not be there'}"
    lines = [f"missing {p}" for p in wanted if p not in got]
    lines += [f"surplus {p}" for p in got if p not in wanted]
    lines += [f"other bytes {p}" for p in got if p in wanted and got[p] != wanted[p]]
    return "; ".join(lines[:6]) + (f"; and {len(lines) - 6} more" if len(lines) > 6 else "")


# ---------------------------------------------------------------- builds


class Ended:
    """A run that is over."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def debug_text(self):
        """Text that is not for people, if there is any."""
        return next((word for word in DEBUG_TEXT if word in self.out + self.err), None)

    def __str__(self):
        return f"exit {self.code}; {(self.err or self.out).strip()[:700]}"


class Bench:
    """A temporary folder with both versions of the site, and the program."""

    def __init__(self, asked, pages=80):
        self.keep = asked.keep
        self.top = Path(tempfile.mkdtemp(prefix="delwebb-hard-")).resolve()
        # A copy: a compiler at work beside us must not change the program under test.
        self.program = self.top / "delwebb"
        shutil.copy2(asked.delwebb, self.program)
        self.roots = {version: self.top / f"site-{version}" for version in "AB"}
        for version, root in self.roots.items():
            write_site(root, version, pages)
        (self.top / "home").mkdir()
        self.remember_sources()
        self.fresh_out()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.keep:
            print(f"kept: {self.top}")
        else:
            shutil.rmtree(self.top, ignore_errors=True)

    def remember_sources(self):
        """What the author wrote, as it must still be at the end."""
        self.sources = {version: tree(root) for version, root in self.roots.items()}

    def fresh_out(self):
        """An output folder that is not there yet, with nothing beside it."""
        shutil.rmtree(self.top / "ut", ignore_errors=True)
        (self.top / "ut").mkdir()
        self.out = self.top / "ut" / "public"
        self.state = self.top / "ut" / ".public.delwebb"

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
        return kept | {"HOME": str(self.top / "home"), "LANG": "sv_SE.UTF-8", "NO_COLOR": "1"}

    def command(self, version, *more):
        return [str(self.program), "build", "--root", str(self.roots[version]), "--lang", "sv",
                "--out", str(self.out), "--now", NOW, *more]

    def begin(self, command, **more):
        around = {"cwd": "/", "env": self.environment()} | more
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **around)

    def run(self, command, **more):
        return finish(self.begin(command, **more))

    def build(self, version, *more):
        return self.run(self.command(version, *more))

    def visible(self):
        return tree(self.out)

    def expected(self):
        """Both versions' trees, each built cleanly into a folder of its own."""
        trees = {}
        for version in "AB":
            self.fresh_out()
            ended = self.build(version)
            if ended.code != 0:
                raise Impossible(f"version {version} does not build at all: {ended}")
            trees[version] = self.visible()
        self.fresh_out()
        return trees

    def save(self, name):
        """Keeps the output folder and what is beside it, links and all."""
        shutil.rmtree(self.top / name, ignore_errors=True)
        subprocess.run(["cp", "-a", self.top / "ut", self.top / name], check=True)

    def restore(self, name):
        shutil.rmtree(self.top / "ut", ignore_errors=True)
        subprocess.run(["cp", "-a", self.top / name, self.top / "ut"], check=True)

    def sources_are_untouched(self, report):
        group = Group()
        for version, root in self.roots.items():
            now = tree(root)
            group.check(now == self.sources[version],
                        lambda: f"site {version}: {differ(now, self.sources[version])}")
        report.group("what the author wrote is untouched", group.passed, group.problems)


def finish(process, timeout=TIMEOUT):
    """Waits; a program that hangs is ended and told of as exit code None."""
    try:
        out, err = process.communicate(timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        code = None
    return Ended(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
