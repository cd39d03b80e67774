"""A site that lies among things that are not its own, and what a run did to them.

The tests of paths and links put a site into a folder with canaries around it. What a run opens
is told by strace; what it changed, by the bytes, times and inodes of everything outside.
"""

import os
import re
import shutil
import subprocess

from common import NOW, finish

CANARY = "kanariefågel-7d1f"
SITE = 'titel: Prov\nadress: "https://prov.example/"\n'
START = "---\ntitel: Start\n---\n\nText.\n"
LEAST = {"content/site.yaml": SITE, "content/index.md": START}
OPENED = re.compile(r'^\d+ +(\w+)\((.*?)(?: = (-?\w+|\?)(?:<(/[^>]*)>)?.*)?$')
LOOKING = {"stat", "lstat", "newfstatat", "statx", "readlink", "readlinkat", "access", "faccessat",
           "faccessat2", "getcwd", "execve", "chdir", "statfs"}
# What the runtime asks of the system itself, now and then.
SYSTEM = {"/proc/sys/vm/overcommit_memory", "/proc/self/maps", "/proc/self/cgroup"}
PLACE = re.compile(r"╭▸ (.+?):(\d+):(\d+)\n", re.S)


class Jail:
    """`site` is the folder of the site; `out` the output folder; the canaries lie around."""

    def __init__(self, bench, name="celle"):
        self.bench = bench
        self.top = bench.top / name
        self.site = self.top / "webb"
        self.out = self.top / "ut" / "public"
        self.known = None
        self.log = bench.top / f"{name}.strace"

    def fresh(self, files):
        """The site with `files` (path -> text or bytes), and canaries where paths could lead."""
        shutil.rmtree(self.top, ignore_errors=True)
        self.site.mkdir(parents=True)
        self.out.parent.mkdir()
        for place in ("canary", "canary.txt", "canary.md", "canary.html", "canary.yaml",
                      "templates/canary.html", "ut/canary.txt", "webb/canary.html",
                      "webb/.env", "utanfor/canary.md", "utanfor/canary.png"):
            path = self.top / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{CANARY} {place}\n", encoding="utf-8")
        # A link that leads out, beside what is read: a path through it is a path out.
        (self.site / "lank-ut").symlink_to("../utanfor")
        for path, text in files.items():
            self.write(path, text)

    def write(self, path, text):
        """A file of the site; the path may be bytes, as names on a disk may."""
        full = os.path.join(os.fsencode(self.site), os.fsencode(path))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    def outside(self):
        """Everything that is not the output: how it looks, byte times and all."""
        found, top = {}, os.fsencode(self.top)
        # The program's own: the output, its state, the memory of pictures.
        ours = [os.fsencode(path) for path in (self.out, self.out.parent / ".public.delwebb", self.site / ".delwebb")]
        for folder, folders, files in os.walk(top):
            folders[:] = [name for name in folders if os.path.join(folder, name) not in ours]
            for name in folders + files:
                path = os.path.join(folder, name)
                stat = os.lstat(path)
                times = (stat.st_mtime_ns, stat.st_ctime_ns) if name in files else ()
                found[path] = (stat.st_ino, stat.st_mode, stat.st_size if times else 0, *times)
        return found

    def command(self, *more, out=None, root=None):
        return [str(self.bench.program), "build", "--root", str(root or self.site), "--lang", "sv",
                "--out", str(out or self.out), "--now", NOW, *more]

    def run(self, command, cwd="/"):
        """Runs, watched. Gives what was said, and what was opened outside, or changed there."""
        before = self.outside()
        trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-o", str(self.log),
                 "-e", "trace=%file,fchdir,getdents64", *command]
        process = self.begin_in(trace, cwd)
        ended = finish(process)
        after = self.outside()
        wrong = [f"changed {os.fsdecode(path)}" for path in sorted(before.keys() | after.keys())
                 if before.get(path) != after.get(path)]
        opened = self.opened()
        if self.known is None:
            self.known = opened
        wrong += [f"opened {path}" for path in sorted(opened - self.known)
                  if not self.is_ours(path)]
        wrong += self.leaks(ended)
        return ended, wrong

    def begin_in(self, command, cwd):
        return subprocess.Popen(command, cwd=cwd, env=self.bench.environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def is_ours(self, path):
        out = str(self.out.parent)
        if path in SYSTEM or path.startswith("/sys/"):
            return True
        own = (f"{self.site}/content", f"{self.site}/themes", f"{self.site}/.delwebb", str(self.out), f"{out}/.public.delwebb")
        return path in (str(self.site), out) or any(path == one or path.startswith(f"{one}/") for one in own)

    def opened(self):
        """The real paths that calls opened, made or changed; looking at one is not opening it."""
        found = set()
        for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines():
            match = OPENED.match(line)
            if not match or match.group(1) in LOOKING:
                continue
            call, arguments, result, real = match.groups()
            if result and result.startswith("-"):
                continue
            if call == "getdents64":
                real = re.match(r"\d+<(/[^>]*)>", arguments).group(1)
            elif "O_DIRECTORY" in arguments and "O_CREAT" not in arguments:
                # A folder is read when its names are asked for.
                continue
            if real:
                found.add(plain(real))
            elif call not in ("open", "openat"):
                named = re.findall(r'(?:<(/[^>]*)>, )?"((?:[^"\\]|\\.)*)"', arguments)
                found |= {plain(os.path.join(base or "/", path)) for base, path in named}
        return found

    def leaks(self, ended):
        """Where the canaries' text shows: in what is said, or in the finished site."""
        wrong = []
        if f"{CANARY} " in ended.out + ended.err:
            wrong.append("a canary's text is in what is said")
        for folder, _, files in os.walk(os.fsencode(self.out)):
            for name in files:
                path = os.path.join(folder, name)
                if os.path.islink(path):
                    continue
                with open(path, "rb") as file:
                    if f"{CANARY} ".encode() in file.read():
                        wrong.append(f"a canary's text is in {os.fsdecode(path)}")
        return wrong


def plain(path):
    """A path as strace writes it, without its escapes, and without the process' own number."""
    path = path.encode("latin-1", "replace").decode("unicode_escape")
    path = path.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
    return re.sub(r"^/proc/\d+/", "/proc/self/", os.path.normpath(path))


def places(ended):
    """The places that a run's findings name: (file, line)."""
    return [(file, int(line)) for file, line, _ in PLACE.findall(ended.err + ended.out)]
