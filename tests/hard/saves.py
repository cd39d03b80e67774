#!/usr/bin/env python3
"""Saves a page in every way that editors do: each save is told of, and neither an old text nor
half a one is ever shown."""

import mmap
import os
import shutil
import subprocess
import threading
import time

from common import Group, guarded, start
from preview import Listener, Preview, in_milliseconds


def text(number):
    words = f"Stycke i text {number}. " * 40
    return f"---\ntitel: Om\n---\n\nBörjan{number}. {words}\n\n{words}\n\nSlut{number}.\n".encode()


class Editor:
    """Saves `path` in one way after the other."""

    def __init__(self, path, elsewhere, rng, pause):
        self.path, self.elsewhere, self.rng, self.pause = path, elsewhere, rng, pause

    def in_place(self, data):
        self.path.write_bytes(data)

    def new_over_old(self, data):
        new = self.path.with_name(self.rng.choice([".om.md.swp", "om.md.tmp", "4913"]))
        new.write_bytes(data)
        os.replace(new, self.path)

    def old_to_backup(self, data):
        os.replace(self.path, self.path.with_name("om.md~"))
        self.path.write_bytes(data)

    def remove_and_make(self, data):
        self.path.unlink()
        time.sleep(self.rng.choice([0, 0, .001, .01]))
        self.path.write_bytes(data)

    def in_parts(self, data):
        with open(self.path, "wb", buffering=0) as file:
            for at in range(0, len(data), 700):
                file.write(data[at:at + 700])
                time.sleep(self.rng.uniform(0, self.pause))

    def mapped(self, data):
        with open(self.path, "r+b") as file:
            file.truncate(len(data))
            with mmap.mmap(file.fileno(), len(data), mmap.MAP_SHARED) as memory:
                half = len(data) // 2
                memory[:half] = data[:half]
                memory[half:] = data[half:]
                memory.flush()

    def copied(self, data):
        new = self.elsewhere / "kopia.md"
        new.write_bytes(data)
        os.utime(new, (1_700_000_000, 1_700_000_000))
        # As `cp -p` and `rsync` do: the time of the file is an old one.
        if self.rng.random() < .5:
            subprocess.run(["cp", "-p", new, self.path], check=True)
        else:
            beside = self.path.with_name(".om.md.Xa91Bc")
            shutil.copy2(new, beside)
            os.replace(beside, self.path)

    def moved_here(self, data):
        new = self.elsewhere / "flyttad.md"
        new.write_bytes(data)
        if self.rng.random() < .5:
            os.replace(new, self.path)
            return
        beside = self.path.with_name("om.md.ny")
        os.link(new, beside)
        os.replace(beside, self.path)
        new.unlink()

    WAYS = (in_place, new_over_old, old_to_backup, remove_and_make, in_parts, mapped, copied, moved_here)


def try_all(bench, rng, report, name, saves, pause, *more):
    root = bench.roots["A"]
    path = root / "content" / "om" / "index.md"
    kept = path.read_bytes()
    (root / "utanfor").mkdir()
    editor = Editor(path, root / "utanfor", rng, pause)
    path.write_bytes(text(0))
    group, times, state = Group(), [], {"now": 0, "before": 0, "end": False, "reads": 0}
    with Preview(bench, root, *more) as preview:
        listener = Listener(preview, "/om/")

        def read():
            """Reads all the time: only whole texts, the last or the one before."""
            while not state["end"]:
                may = {state["before"], state["now"]}
                answer = preview.get("/om/")
                may |= {state["before"], state["now"]}
                whole = any(f"Början{n}." in answer.text and f"Slut{n}." in answer.text for n in may)
                group.check(answer.status == 200 and whole,
                            lambda: f"{state['way']} {may}: {answer.status} torn: {answer.text[:99]!r}")
                state["reads"] += 1

        state["way"] = "before"
        reader = threading.Thread(target=read)
        reader.start()
        seen = stale = 0
        numbers = list(range(1, saves * len(Editor.WAYS) + 1))
        for number in numbers:
            way = Editor.WAYS[number % len(Editor.WAYS)]
            state.update(before=state["now"], now=number, way=way.__name__)
            way(editor, text(number))
            begun = time.monotonic()
            answer = preview.get("/om/")
            times.append(time.monotonic() - begun)
            is_new = f"Slut{number}." in answer.text
            stale += not is_new
            group.check(is_new, f"{way.__name__}: save {number} is stale")
            told = listener.is_told(5)
            seen += told
            group.check(told, f"{way.__name__}: save {number} is not told of")
            # Two saves within one event are told of once: each has its own here.
            time.sleep(rng.uniform(0, .02))
        state["end"] = True
        reader.join()
        group.check(preview.is_alive(), "the preview has ended")
    path.write_bytes(kept)
    (path.with_name("om.md~")).unlink(missing_ok=True)
    shutil.rmtree(root / "utanfor")
    report.group(name, group.passed, group.problems,
                 f"{seen} of {len(numbers)} seen, {stale} stale; {state['reads']} reads beside; "
                 f"from the end of the save to the text: {in_milliseconds(times)}")


@guarded
def main(asked, rng, report, bench):
    try_all(bench, rng, report, "the system tells", asked.saves, .12)
    # A look cannot tell a pause from an end: it waits a tenth of a second.
    try_all(bench, rng, report, "all files are looked at", max(1, asked.saves // 5), .03, "--poll")


main(*start(__doc__, "saves", 50), pages=20)
