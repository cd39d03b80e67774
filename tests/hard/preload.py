"""A library between the program and the system (`preload.c`): folders in any order, short
reads and writes, another clock."""

import subprocess
from pathlib import Path

from common import Impossible


class Preload:
    """The library, compiled for this run, and how much it has done."""

    def __init__(self, bench):
        self.library, self.log = bench.top / "preload.so", bench.top / "preload.count"
        source = Path(__file__).with_suffix(".c")
        made = subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o",
                               self.library, source, "-ldl", "-lpthread"], capture_output=True)
        if made.returncode != 0:
            raise Impossible(f"preload.c: {made.stderr.decode()}")

    def environment(self, seed, **what):
        """What a program is started with: `shuffle=1`, `short=1`, `clock=seconds`,
        `clock_file=path` (how many seconds the clock is off by now)."""
        asked = {f"HARD_{name.upper()}": str(value) for name, value in what.items()}
        return asked | {"LD_PRELOAD": str(self.library), "HARD_COUNT": str(self.log),
                        "HARD_SEED": str(seed)}

    def done(self):
        """How often it has shuffled, shortened, interrupted and told the time since it was
        last asked: a library that did nothing has tested nothing."""
        rows = self.log.read_text().split("\n") if self.log.exists() else []
        counts = [[int(word) for word in row.split()] for row in rows if row]
        self.log.unlink(missing_ok=True)
        names = ("shuffled", "shortened", "interrupted", "clock")
        return {name: sum(row[at] for row in counts) for at, name in enumerate(names)}
