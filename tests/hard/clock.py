#!/usr/bin/env python3
"""Hard moments: nights when the clock is changed, leap days, years long ago and far ahead."""

import datetime
import re

from common import Group, guarded, page, start
from preload import Preload

# What `--now` is given, and whether it is a time.
MOMENTS = [
    # The hour that is not there, and the one that is there twice.
    ("2026-03-29", True), ("2026-03-29T01:00:00Z", True), ("2026-03-29T02:30:00+01:00", True),
    ("2026-10-25", True), ("2026-10-25T00:30:00Z", True), ("2026-10-25T01:30:00Z", True),
    ("2028-02-29", True), ("2000-02-29", True), ("2100-02-29", False), ("2027-02-29", False),
    ("1969-12-31", True), ("1969-12-31T23:59:59Z", True), ("1970-01-01", True),
    ("1900-01-01", True), ("0001-01-01", True), ("0000-01-01", True), ("-009999-01-02", None),
    ("2038-01-19T03:14:07Z", True), ("2038-01-19T03:14:08Z", True), ("2106-02-07T06:28:16Z", True),
    ("9999-12-30", True), ("9999-12-31", None), ("9999-12-31T23:59:59Z", None), ("10000-01-01", False),
    ("+010000-01-01", False), ("-010000-01-01", False), ("99999999999999999999-01-01", False),
    ("2026-12-31T23:59:60Z", None), ("2026-13-01", False), ("2026-00-10", False), ("2026-04-31", False),
    ("2026-01-24T25:00:00Z", False), ("2026-01-24T08:00:00+99:00", False), ("", False), (" ", False),
    ("nu", False), ("1769241600", False), ("2026-01-24 08:00", None), ("24/1 2026", False),
    ("NaN", False), ("2026‑01‑24", False),
]
# Seconds past 1970 that a machine's clock may show.
CLOCKS = [0, -1, -62135596800, 1774746000, 1792891800, 1835395200, 2147483647, 2147483648,
          4294967296, 253402207199, 253402300799, 253402300800, 9223372036854775807, -9223372036854775808]
DATES = ["2026-03-29", "2026-10-25", "2028-02-29", "1969-12-31", "2038-01-19", "9999-12-31", "0001-01-01"]
# When those first three days begin in each zone, in UTC. In Beirut 29 March has no midnight.
BEGIN = {
    "Europe/Stockholm": ["2026-03-28T23:00", "2026-10-24T22:00", "2028-02-28T23:00"],
    "Pacific/Kiritimati": ["2026-03-28T10:00", "2026-10-24T10:00", "2028-02-28T10:00"],
    "Pacific/Pago_Pago": ["2026-03-29T11:00", "2026-10-25T11:00", "2028-02-29T11:00"],
    "Asia/Kathmandu": ["2026-03-28T18:15", "2026-10-24T18:15", "2028-02-28T18:15"],
    "Asia/Beirut": ["2026-03-28T22:00", "2026-10-24T22:00", "2028-02-28T22:00"],
}


def answered(group, ended, shown, fine):
    """Success, or words about what is wrong with the time; `fine` is None where both will do."""
    word = ended.debug_text()
    group.check(ended.code in (0, 1, 2) and not word, lambda: f"{shown}: {word}: {ended}")
    if ended.code == 2:
        clear = re.match(r"fel: \S+ .*\n.*\w", ended.err) and len(ended.err.splitlines()) <= 6
        group.check(clear, lambda: f"{shown}: no clear answer: {ended}")
    if fine is not None:
        group.check((ended.code != 2) == fine, lambda: f"{shown}: should {'' if fine else 'not '}do: {ended}")


def command(bench, name, version, *more):
    words = [str(bench.program), name, "--root", str(bench.roots[version]), "--lang", "sv", *more]
    return words + (["--out", str(bench.out)] if name == "build" else [])


def said(bench, preload, report):
    """`--now`."""
    group = Group()
    for moment, fine in MOMENTS:
        for name in ("build", "check"):
            ended = bench.run(command(bench, name, "A", f"--now={moment}"))
            answered(group, ended, f"{name} --now={moment!r}", fine)
    report.group("told the time", group.passed, group.problems, f"{len(MOMENTS)} moments")


def shown(bench, preload, report):
    """The machine's own clock."""
    group, plain = Group(), bench.environment
    for seconds in CLOCKS:
        bench.environment = lambda: plain() | preload.environment(1, clock=seconds)
        for name in ("build", "check"):
            ended = bench.run(command(bench, name, "B"))
            answered(group, ended, f"{name} with the clock at {seconds}",
                     True if 0 <= seconds <= 253402207199 else None)
            group.check(ended.code != 2 or "klocka" in ended.err, lambda: f"{seconds}: {ended}")
    bench.environment = plain
    asked = preload.done()["clock"]
    group.check(asked >= 2 * len(CLOCKS), f"the clock was asked {asked} times only")
    report.group("the machine's clock", group.passed, group.problems, f"{len(CLOCKS)} clocks")


def written(bench, report):
    """Pages dated on such days are shown from midnight in the site's zone, to the second."""
    group = Group()
    root = bench.roots["A"]
    for date in DATES:
        path = root / "content" / "om" / f"dag-{date}.md"
        page(path, f"Dag {date}", "Text. " * 20)
        path.write_text(path.read_text().replace("---\n", f"---\npubliceras: {date}\n", 1))
    settings = root / "content" / "site.yaml"
    plain = settings.read_text()
    for zone, begins in BEGIN.items():
        settings.write_text(plain + f"tidszon: {zone}\n")
        for date, begin in zip(DATES, begins):
            midnight = datetime.datetime.fromisoformat(begin)
            for offset, there in ((-1, False), (0, True), (1, True)):
                now = (midnight + datetime.timedelta(seconds=offset)).strftime("%Y-%m-%dT%H:%M:%SZ")
                ended = bench.run(command(bench, "build", "A", "--now", now))
                group.check(ended.code == 0 and not ended.debug_text(), lambda: f"{zone} {now}: {ended}")
                is_there = (bench.out / "om" / f"dag-{date}" / "index.html").is_file()
                group.check(is_there == there,
                            f"{zone}, {now}: the page of {date} is {'' if is_there else 'not '}there")
    settings.write_text(plain)
    report.group("pages of such days", group.passed, group.problems, f"{len(BEGIN)} zones")


@guarded
def main(asked, _, report, bench):
    preload = Preload(bench)
    said(bench, preload, report)
    shown(bench, preload, report)
    written(bench, report)
    bench.remember_sources()


main(*start(__doc__), pages=4)
