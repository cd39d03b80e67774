#!/usr/bin/env python3
"""`delwebb publish` to object storage beside rclone, against one and the same server.

    publish_s3.py --delwebb target/release/delwebb [--files 10000] [--changed 10] [--s3s-fs PROGRAM]

A site of that many files goes first to an empty bucket, then with some changed, twice, and twice more
as if an hour had passed (a release then takes over the oldest one's folder instead of being copied;
the first time another old one is removed too), then with nothing to do; what a build alone takes is
taken off delwebb's times. rclone (Debian's)
gets the same finished files, compares by checksum and has as many transfers at once.

The server is moto, which takes long to answer, or s3s-fs (crates.io, `cargo install s3s-fs
--features binary --root target/s3s-fs`), which does not.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / "target" / "s3-venv" / "bin" / "python"
SERVER = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(['-H', '127.0.0.1', '-p', sys.argv[1]])
"""
AT_ONCE = "16"


def timed(command, environment):
    began = time.monotonic()
    run = subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if run.returncode:
        sys.exit(f"{command[:3]}: {run.stdout[-800:]}{run.stderr[-800:]}")
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delwebb", required=True, type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--port", type=int, default=5577)
    parser.add_argument("--s3s-fs", type=Path)
    asked = parser.parse_args()
    if not (asked.s3s_fs or PYTHON.exists()) or not shutil.which("rclone"):
        sys.exit("moto below target/ (tests/run installs it) and rclone are needed")
    top = Path(tempfile.mkdtemp(prefix="delwebb-bench-"))
    held = top / "hinkar"
    command = [PYTHON, "-c", SERVER, str(asked.port)]
    if asked.s3s_fs:
        command = [asked.s3s_fs, "--host", "127.0.0.1", "--port", str(asked.port), "--access-key", "AKIAPROV",
                   "--secret-key", "hemlig", str(held)]
        held.mkdir()
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    endpoint = f"http://127.0.0.1:{asked.port}"
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(top), "DELWEBB_PROV_NYCKEL": "AKIAPROV",
                   "DELWEBB_PROV_HEMLIGHET": "hemlig", "LANG": "sv_SE.UTF-8"}
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(endpoint + "/moto-api/")
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        for bucket in ("pekare", "nycklar", "rclone"):
            if asked.s3s_fs:
                (held / bucket).mkdir()
            else:
                urllib.request.urlopen(urllib.request.Request(f"{endpoint}/{bucket}", method="PUT"))
        root = top / "site"
        static = root / "content" / "static" / "filer"
        static.mkdir(parents=True)
        (root / "content" / "index.md").write_text("---\ntitel: Start\n---\nEtt stycke.\n", encoding="utf-8")
        for number in range(asked.files):
            (static / f"fil-{number:05}.txt").write_text(f"fil {number}\n" * (5 + number % 100))
        targets = "".join(f"""
- {{namn: {form}, typ: s3, roll: test, form: {form}, ändpunkt: "{endpoint}", hink: {form}, adress: "https://prov.example/", behåll: 2}}"""
                          for form in ("nycklar", "pekare"))
        (root / "content" / "site.yaml").write_text(
            f'titel: Prov\nbeskrivning: Prov.\nadress: "https://prov.example/"\nmål:{targets}\n', encoding="utf-8")
        for form in ("NYCKLAR", "PEKARE"):
            environment[f"DELWEBB_{form}_NYCKEL"], environment[f"DELWEBB_{form}_HEMLIGHET"] = "AKIAPROV", "hemlig"
        program, own = str(asked.delwebb.resolve()), ["--root", str(root)]
        rclone = ["rclone", "--checksum", "--transfers", AT_ONCE, "--checkers", AT_ONCE, "--config", str(top / "none"),
                  "--s3-provider", "Other", "--s3-endpoint", endpoint, "--s3-access-key-id", "AKIAPROV",
                  "--s3-secret-access-key", "hemlig", "--s3-region", "us-east-1"]
        finished = top / "public"

        def round_of(name):
            build = timed([program, "build", *own, "--out", str(finished)], environment)
            again = timed([program, "build", *own, "--out", str(finished)], environment)
            took = {}
            for form in ("nycklar", "pekare"):
                took[form] = timed([program, "publish", form, *own, "--yes"], environment)
            took["rclone"] = timed([*rclone, "sync", str(finished), ":s3:rclone/webb"], environment)
            print(f"{name}: build {build:.1f} s, again {again:.1f} s; " + ", ".join(
                f"{what} {seconds:.1f} s ({(seconds - (build if what != 'rclone' else 0)) / took['rclone']:.2f} × beyond the build)"
                for what, seconds in took.items()), flush=True)

        round_of(f"first, {asked.files} files")
        for round_number, name in enumerate(("copied", "copied", "taken over, and one removed", "taken over")):
            for number in range(asked.changed):
                (static / f"fil-{number * 7:05}.txt").write_text(f"ändrad {number}\n" * (30 + round_number))
            if name.startswith("taken over"):
                # As if an hour had passed since visitors left the oldest release.
                timed([*rclone, "deletefile", ":s3:pekare/resting.json"], environment)
            round_of(f"{asked.changed} changed, {name}")
        round_of("nothing to do")
    finally:
        server.kill()
        shutil.rmtree(top, ignore_errors=True)


main()
