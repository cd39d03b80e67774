"""What this machine lets a test do: each is tried, not guessed, and gives the reason why not."""

import os
import subprocess
import sys

INSIDE = "HARD_OWN_MOUNTS"


def attempt(command):
    """Why `command` cannot be done, in the system's own words; None when it can."""
    try:
        ran = subprocess.run(command, capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    return None if ran.returncode == 0 else (said or [f"exit {ran.returncode}"])[0]


def with_own_mounts(more="true"):
    """Starts this script again where it may mount, and where what it mounts is seen by nobody
    else and gone at the end. Comes back only there (None), or with the reason why not.
    `more` is what must be possible besides, with a file system at /mnt."""
    if INSIDE in os.environ:
        return None
    why = None
    for way in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        why = attempt([*way, "sh", "-c", f"mount -t tmpfs -o size=64k tmpfs /mnt && {more}"])
        if why is None:
            # With the arguments as they were: a seed is drawn there.
            os.execvpe(way[0], [*way, sys.executable, *sys.argv], os.environ | {INSIDE: "1"})
    return why


def mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True)


def unmount(folder):
    subprocess.run(["umount", str(folder)], check=True)


def without_network():
    """The beginning of a command that has no network, and None; or the reason why not."""
    why = None
    for way in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        why = attempt([*way, "true"])
        if why is None:
            return way, None
    return None, why


def as_nobody():
    """The beginning of a command that runs as a user for whom permissions count, the user's
    number, and None; or the reason why not. Root may write anywhere."""
    if os.getuid() != 0:
        return [], os.getuid(), None
    other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    why = attempt([*other, "true"])
    if why is None:
        return other, 65534, None
    # Root of a namespace that knows nobody else: without its powers it is like everybody.
    bare = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]
    if attempt([*bare, "true"]) is None:
        return bare, 0, None
    return None, None, why
