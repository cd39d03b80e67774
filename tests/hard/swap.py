#!/usr/bin/env python3
"""`wrk` asks nginx for pages all the time while `current` is let lead to another release again and again: every answer
is 200, and a whole page of one release or the other."""

import os
import shutil
import subprocess
import time

from common import Group, guarded, start
from servers import Server, free_port

# Compares each answer with both releases' files. Each of wrk's threads has a Lua of its own.
SCRIPT = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(args)
  asked, other, mixed, first, second = 0, 0, 0, 0, 0
  paths, next_path, wanted = {}, 0, {}
  for path in io.lines(args[1] .. "/paths") do table.insert(paths, path) end
end
function request()
  next_path = next_path % #paths + 1
  return wrk.format("GET", paths[next_path])
end
function response(status, headers, body)
  asked = asked + 1
  if status ~= 200 then other = other + 1
  else
    local starts, ends = body:match("<!%-%-(%a)%-%->"), body:match("<!%-%-(%a)%-%->%s*$")
    if starts == nil or starts ~= ends then mixed = mixed + 1
    elseif starts == "A" then first = first + 1 else second = second + 1 end
  end
end
function done(summary, latency, requests)
  local sum = { asked = 0, other = 0, mixed = 0, first = 0, second = 0 }
  for _, thread in ipairs(threads) do
    for name, value in pairs(sum) do sum[name] = value + thread:get(name) end
  end
  local e = summary.errors
  print(string.format("COUNT %d %d %d %d %d %d", sum.asked, sum.other, sum.mixed, sum.first, sum.second,
    e.connect + e.read + e.write + e.timeout))
end
"""


def release(built, to, version):
    """A whole site in which each page begins and ends with its version."""
    shutil.copytree(built, to)
    for page in to.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        mark = f"<!--{version}-->\n"
        # Of different lengths, so that a mixture would show in the length too.
        page.write_text(mark + text + ("." * 5000 if version == "B" else "") + mark, encoding="utf-8")


@guarded
def main(asked, rng, report, bench):
    for tool in ("nginx", "wrk"):
        if not shutil.which(tool):
            return report.skip("swap", f"{tool} is not here")
    group, port = Group(), free_port()
    bench.top.chmod(0o755)
    published = bench.top / "srv"
    (published / "releases").mkdir(parents=True)
    built = bench.build("A")
    if built.code:
        return report.group("swap", 0, [str(built)])
    for version in "AB":
        release(bench.out, published / "releases" / version, version)
    (published / "current").symlink_to("releases/A")
    printed = bench.run([str(bench.program), "hosting", "nginx", "--root", str(bench.roots["A"]), "--folder", str(published),
                         "--base-url", f"http://127.0.0.1:{port}/"])
    pages = sorted(f"/{f.relative_to(bench.out).as_posix()}".removesuffix("index.html")
                   for f in bench.out.rglob("index.html"))
    rng.shuffle(pages)
    (bench.top / "paths").write_text("\n".join(pages) + "\n")
    (bench.top / "ask.lua").write_text(SCRIPT)
    with Server("nginx", bench.top / "server", printed.out, port, False):
        wrk = subprocess.Popen(["wrk", "-t2", "-c16", f"-d{asked.seconds}s", "-s", bench.top / "ask.lua", f"http://127.0.0.1:{port}",
                                "--", bench.top], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        time.sleep(0.5)
        pause = (asked.seconds - 1.5) / asked.swaps
        for at in range(asked.swaps):
            aside = published / f"current.{at}"
            aside.symlink_to(f"releases/{'BA'[at % 2]}")
            os.replace(aside, published / "current")
            time.sleep(pause * rng.uniform(0.5, 1.5))
        said = wrk.communicate(timeout=60)[0].decode()
    line = next((line for line in said.splitlines() if line.startswith("COUNT")), None)
    if not group.check(line, said):
        return report.group("swap", group.passed, group.problems)
    answers, other, mixed, first, second, errors = map(int, line.split()[1:])
    group.check(other == 0, f"{other} answers other than 200")
    group.check(mixed == 0, f"{mixed} answers that are no whole page")
    group.check(errors == 0, f"{errors} broken connections")
    group.check(first > 0 and second > 0, f"only one release was ever seen: {first}, {second}")
    group.check(answers > 1000, f"only {answers} answers")
    group.passed += answers
    report.group("swap", group.passed, group.problems, f"{asked.swaps} swaps, {answers} answers ({first} of A, {second} of B), {other} other than 200, {mixed} mixed")


main(*start(__doc__, "swaps", 20, more={"seconds": 5}))
