#!/usr/bin/env python3
"""Midnight in the preview: pages come and go without a save, in the site's time zone, also when the
machine has slept or its clock is moved."""

import datetime
import time

from common import Group, guarded, start
from preload import Preload
from preview import Listener, Preview

DAY = 86400


def dated(path, title, field, day):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitel: {title}\n{field}: {day}\n---\nText.\n", encoding="utf-8")


def midnight(zone):
    """The next midnight there, in seconds and as a day."""
    now = datetime.datetime.now(zone)
    day = now.date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time(), zone).timestamp(), day


@guarded
def main(asked, _, report, bench):
    preload = Preload(bench)
    root = bench.roots["A"]
    content, clock = root / "content", bench.top / "klocka"
    site = content / "site.yaml"
    kept = site.read_text(encoding="utf-8")
    # Not the machine's zone, and one that keeps one time all the year.
    site.write_text(kept + "tidszon: Asia/Kathmandu\n", encoding="utf-8")
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    at, day = midnight(zone)
    pages = {"kommer": "publiceras", "gar": "avpubliceras"}
    for name, field in pages.items():
        dated(content / "om" / f"{name}.md", name.title(), field, day)
    late = day + datetime.timedelta(days=1)
    dated(content / "om" / "senare.md", "Senare", "publiceras", late)

    def show(seconds):
        """The clock is so long before (or after) midnight."""
        clock.write_text(str(int(at - seconds - time.time())))

    environment = preload.environment(0, clock_file=clock)
    group = Group()
    status = lambda preview: [preview.get(f"/om/{name}/").status for name in ("kommer", "gar", "senare")]
    show(5)
    with Preview(bench, root, environment=environment) as preview:
        before = status(preview)
        group.check(before == [404, 200, 404], f"before midnight: {before}")
        listeners = [Listener(preview, f"/om/{name}/") for name in pages]
        begun = time.monotonic()
        for listener in listeners:
            group.check(listener.is_told(12), "who looks on is not told at midnight")
        took = time.monotonic() - begun
        group.check(2 < took < 9, f"told after {took:.1f} s")
        after = status(preview)
        group.check(after == [200, 404, 404], f"after midnight: {after}")
        # The machine sleeps until the next day: no sleeper is woken, but who asks is answered.
        show(-DAY - 60)
        after = status(preview)
        group.check(after == [200, 404, 200], f"after a day asleep: {after}")
        # The clock was wrong, and is set back.
        show(3600)
        after = status(preview)
        group.check(after == [404, 200, 404], f"a clock that is set back: {after}")
        # Midnight is the site's own.
        site.write_text(kept + "tidszon: Pacific/Kiritimati\n", encoding="utf-8")
        after = status(preview)
        group.check(after == [200, 404, 404], f"where the day begins before: {after}")
        group.check(preview.is_alive(), "it has ended")
    show(-DAY)
    with Preview(bench, root, "--now", str(day - datetime.timedelta(days=1)), environment=environment) as preview:
        still = status(preview)
        group.check(still == [404, 200, 404], f"--now stands still: {still}")
    site.write_text(kept, encoding="utf-8")
    for name in (*pages, "senare"):
        (content / "om" / f"{name}.md").unlink()
    report.group("midnight", group.passed, group.problems, f"told {took - 5:.1f} s after midnight")


main(*start(__doc__), pages=10)
