#!/usr/bin/env python3
"""Edits a page each second for a long time, with a browser looking on: memory, descriptors and
threads stay as they were.

    python3 tests/hard/soak.py --delwebb target/release/delwebb --minutes 30 --site DIR

Without --site it makes one of --pages pages. The first minute warms up: memory is held against
what it was at its end."""

import shutil
import time

from common import Group, guarded, start, write_site
from preview import Listener, Preview, in_milliseconds

# What a heap may grow by, and what one of a few megabytes may on top of that.
GROWTH, ROOM = 1.10, 2048


def marked(text, number):
    """A page with another last line."""
    return text.rsplit("\n\nGång ", 1)[0].rstrip("\n") + f"\n\nGång {number}.\n"


@guarded
def main(asked, rng, report, bench):
    root = bench.top / "webbplats"
    if asked.site:
        shutil.copytree(asked.site, root, ignore=shutil.ignore_patterns("public", ".public.delwebb"))
    else:
        write_site(root, "A", asked.pages)
    pages = sorted(path for path in (root / "content").rglob("*.md"))
    group, times = Group(), []
    with Preview(bench, root) as preview:
        print(f"     {len(pages)} pages; from start {preview.memory()} KiB")
        for _ in range(3):
            preview.get("/")
        listener = Listener(preview, "/")
        begun = time.monotonic()
        rows, number = [], 0
        while time.monotonic() - begun < asked.minutes * 60:
            number += 1
            path = rng.choice(pages)
            text = path.read_text(encoding="utf-8")
            path.write_text(marked(text, number), encoding="utf-8")
            at = time.monotonic()
            answer = preview.get("/")
            times.append(time.monotonic() - at)
            group.check(answer.status == 200, f"edit {number}: {answer.status}")
            if not group.check(preview.is_alive(), f"it ended at edit {number}"):
                break
            minute = int((time.monotonic() - begun) // 60)
            if minute >= len(rows):
                rows.append((preview.memory(), preview.descriptors(), preview.threads()))
                print(f"     minute {minute}: {rows[-1][0]} KiB, {rows[-1][1]} descriptors, "
                      f"{rows[-1][2]} threads, {number} edits", flush=True)
            time.sleep(max(0, begun + number - time.monotonic()))
        rows.append((preview.memory(), preview.descriptors(), preview.threads()))
        listener.close()
        # The first row is of the first second.
        warm, last = rows[min(1, len(rows) - 1)], rows[-1]
        group.check(last[0] <= warm[0] * GROWTH + ROOM, f"memory: {warm[0]} to {last[0]} KiB")
        group.check(last[1] <= warm[1] + 5, f"descriptors: {warm[1]} to {last[1]}")
        group.check(last[2] <= warm[2] + 3, f"threads: {warm[2]} to {last[2]}")
    report.group(f"{asked.minutes} minutes", group.passed, group.problems,
                 f"{number} edits; {rows[0][0]}, {warm[0]}, {last[0]} KiB at the start, after a minute, "
                 f"at the end; the start page after an edit: {in_milliseconds(times)}")


main(*start(__doc__, "minutes", 30, more={"pages": 1000}, paths=["site"]), pages=1)
