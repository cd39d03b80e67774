#!/usr/bin/env python3
"""Nobody saves: the preview does nothing, and says nothing of what is no change."""

import os
import threading
import time

from common import Group, guarded, start
from preview import Listener, Preview

# Ticks of processor time (a hundredth of a second each), and waits of all its threads together.
TICKS, WAITS = 1, 4


def still(preview, group, shown, seconds):
    """Nothing is done for so long."""
    time.sleep(1)
    before = preview.work()
    time.sleep(seconds)
    after = preview.work()
    ticks, waits = after[0] - before[0], after[1] - before[1]
    group.check(ticks <= TICKS and waits <= WAITS,
                f"{shown}: {ticks} ticks and {waits} waits in {seconds} s")
    return f"{shown} {ticks} ticks, {waits} waits"


@guarded
def main(asked, _, report, bench):
    root = bench.roots["A"]
    page = root / "content" / "om" / "index.md"
    with Preview(bench, root) as preview:
        group, notes = Group(), []
        preview.get("/om/")
        notes.append(still(preview, group, "nobody there", asked.seconds))
        listeners = [Listener(preview, "/om/") for _ in range(20)]
        notes.append(still(preview, group, "twenty pages open", asked.seconds))
        report.group(f"{asked.seconds} s", group.passed, group.problems, "; ".join(notes))

        group = Group()
        # Touched, saved as it was, and what editors and others leave.
        before = preview.get("/om/").headers["etag"]
        data = page.read_bytes()
        os.utime(page)
        page.write_bytes(data)
        beside = page.with_name("index.md.tmp")
        beside.write_bytes(data)
        os.replace(beside, page)
        page.chmod(0o600)
        page.chmod(0o644)
        strangers = [page.with_name(name) for name in (".index.md.swp", "index.md~", ".#index.md", "#index.md#", "~$om.md")]
        strangers += [root / ".git" / "index", root / "node_modules" / "x" / "y.js", root / "content" / ".git" / "HEAD",
                      root / "public" / "index.html", root / "anteckning.md"]
        for path in strangers:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
        told = []
        threads = [threading.Thread(target=lambda l=l: told.append(l.is_told(1.5))) for l in listeners]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        group.check(not any(told), f"{sum(told)} are told of nothing")
        group.check(preview.get("/om/").headers["etag"] == before, "the page is another")
        report.group("what is no change", group.passed, group.problems)

        group = Group()
        ended = threading.Event()

        def scribble():
            number = 0
            while not ended.wait(.05):
                number += 1
                (root / ".git" / "index.lock").write_text(str(number))
                os.replace(root / ".git" / "index.lock", root / ".git" / "index")
                (page.with_name(".index.md.swp")).write_text(str(number))

        scribbler = threading.Thread(target=scribble)
        scribbler.start()
        time.sleep(1)
        before = preview.work()
        time.sleep(asked.seconds)
        ticks = preview.work()[0] - before[0]
        ended.set()
        scribbler.join()
        # It has to be told before it can pass it over.
        group.check(ticks <= asked.seconds, f"{ticks} ticks in {asked.seconds} s beside a swap file")
        page.write_text(page.read_text().replace("Lika i båda.", "Nu en ändring.", 1))
        group.check(listeners[0].is_told(), "and it still listens")
        report.group("a swap file and .git", group.passed, group.problems, f"{ticks} ticks")
        page.write_bytes(data)
        for path in reversed(strangers):
            path.unlink()
        for folder in (root / ".git", root / "node_modules" / "x", root / "node_modules", root / "content" / ".git", root / "public"):
            folder.rmdir()


main(*start(__doc__, "seconds", 60), pages=20)
