#!/usr/bin/env python3
"""A build is silent: no network, no other program, and nothing of the environment in the site."""

import re

from common import Group, differ, guarded, start

CANARY = "hemligt-9f3c1a"


@guarded
def main(asked, _, report, bench):
    group = Group()
    log = bench.top / "calls"
    watch = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=%network,execve,execveat,fork,vfork"]
    for command in ("build", "check"):
        words = [word for word in bench.command("A") if command == "build" or not word.startswith("--out")]
        if command == "check":
            words = [word for word in words if word != str(bench.out)]
            words[words.index("build")] = "check"
        ended = bench.run(watch + words)
        group.check(ended.code == 0, f"{command}: {ended}")
        # A thread that ends while strace lets go of it leaves "???( <detached ...>": no call.
        lines = log.read_text().splitlines()
        calls = [line for line in lines if "(" in line and "???(" not in line]
        ours = [line for line in calls if re.search(r" execve\(", line)]
        group.check(len(ours) == 1, f"{command} started other programs: {ours}")
        other = [line for line in calls if line not in ours]
        group.check(not other, f"{command} made calls it should not: {other[:5]}")
    report.group("calls", group.passed, group.problems)

    group = Group()
    bench.fresh_out()
    bench.build("A")
    plain = bench.visible()
    bench.fresh_out()
    surrounded = bench.environment() | {
        name: CANARY for name in ("USER", "AWS_SECRET_ACCESS_KEY", "TITEL", "BASE_URL", "HUGO_X", "DELWEBB_ADRESS")
    }
    bench.environment = lambda: surrounded
    (bench.roots["A"] / ".env").write_text(f"X={CANARY}\n")
    ended = bench.build("A")
    (bench.roots["A"] / ".env").unlink()
    group.check(ended.code == 0, f"with a full environment: {ended}")
    visible = bench.visible()
    group.check(visible == plain, lambda: f"the environment changed the site: {differ(visible, plain)}")
    told = [path for path in bench.out.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    group.check(not told, f"the environment is told in {told}")
    group.check(CANARY not in ended.out + ended.err, "the environment is told in the summary")
    report.group("environment", group.passed, group.problems)


main(*start(__doc__, needs_strace=True), pages=40)
