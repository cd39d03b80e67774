"""The file calls of a build, found with strace, and what is done to one of them."""

import re
import signal

from common import Impossible

FILE_CALLS = ("open openat openat2 creat read pread64 write pwrite64 rename renameat renameat2 link linkat "
              "mkdir mkdirat unlink unlinkat rmdir symlink symlinkat readlink readlinkat "
              "getdents64 stat lstat fstat newfstatat statx flock ftruncate fsync "
              "copy_file_range sendfile chmod fchmod").split()
KILL = "error=EIO:signal=KILL"


class Point:
    """One file call of a build: the `nth` `call` on one of `paths` in its thread."""

    def __init__(self, call, paths, nth, shown):
        self.call, self.paths, self.nth, self.shown = call, paths, nth, shown

    def __str__(self):
        return f"{self.call} no. {self.nth} on {self.shown}"


LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
BY_HANDLE = {"read", "write", "pread64", "pwrite64", "getdents64", "fstat", "flock", "ftruncate",
             "fsync", "fchmod", "copy_file_range", "sendfile"}


def calls(bench, command, base=()):
    """Runs the build under strace: (thread, call, paths) of each file call on our folders.

    The paths keep the loader and the runtime out: what they do is not ours to test.
    """
    log = bench.top / "strace.log"
    wanted = ",".join("?" + call for call in FILE_CALLS)
    line = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-o", str(log),
            "-e", f"trace={wanted}"]
    for each in base:
        line += ["-e", f"inject={each}"]
    ended = bench.run(line + command)
    if ended.code != 0:
        raise Impossible(f"a build under strace alone fails: {ended}")
    found = []
    for text in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = LINE.match(text)
        if not match:
            continue
        thread, call, rest = match.groups()
        rest = rest.rsplit(" = ", 1)[0]
        if call in BY_HANDLE:
            paths = re.findall(r"\d<(/[^>]*)>", rest.split('"', 1)[0])
        else:
            paths = re.findall(r'"(/[^"]*)"', rest) + re.findall(r"^\d+<(/[^>]*)>", rest)
        paths = [path for path in paths if path.startswith(str(bench.top))]
        if paths:
            found.append((thread, call, paths))
    return found


def points(found, whole=False):
    """Every point of a list of calls.

    `whole`: one point for each call, counted over all paths and not each for itself. Needed
    where something is injected besides, as strace then has to look at all paths.
    """
    everything = sorted({path for _, _, paths in found for path in paths})
    seen, out = {}, []
    for thread, call, paths in found:
        for path in ["anywhere"] if whole else paths:
            key = (thread, call, path)
            seen[key] = seen.get(key, 0) + 1
            out.append(Point(call, everything if whole else [path], seen[key], " → ".join(paths)))
    return out


def exchange_in(found):
    """Where in a list of points the trees change places."""
    for index, point in enumerate(found):
        if point.call == "renameat2":
            return index
    raise Impossible("a build has no exchange (renameat2) to stop it at")


def inject(bench, command, point, what, base=()):
    """The build with `what` done to it at `point`. Gives how it ended, and the calls that were hit."""
    log = bench.top / "strace.log"
    names = {point.call} | {each.split(":")[0] for each in base}
    # Without --seccomp-bpf: with it, strace 6.1 forgets the signal of some injections.
    line = ["strace", "-f", "-qq", "-y", "-o", str(log), "-e", "trace=" + ",".join(sorted(names))]
    for each in [*base, f"{point.call}:{what}:when={point.nth}"]:
        line += ["-e", f"inject={each}"]
    for path in point.paths:
        line += ["-P", path]
    ended = bench.run(line + command)
    rows = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if what == KILL:
        return ended, [str(point)] if ended.code == -signal.SIGKILL else []
    hit = [row.split(maxsplit=1)[1] for row in rows if "(INJECTED)" in row]
    return ended, [row for row in hit if point.call in row]
