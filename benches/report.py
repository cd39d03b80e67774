#!/usr/bin/env python3
"""An annual report of many works: how long it takes, beside the build of the same site without it.

    python3 benches/report.py [--delwebb PROGRAM] [--works 1000] [--runs 5] [--theme strandlinje]

The site is synthetic: works with goals, outcomes, history, decisions and events of the year, every
one of them in a point of the plan. A build with the report and one without it are taken in turn;
what differs is the report. Where the program has the command `report`, that is measured too: it
reads and links the whole site, and makes one page. Nothing is asserted.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(HERE)
NOW = "2026-01-24"
YEAR = 2025

WORK = """---
titel: Arbete {n}
kort_sagt: Arbete {n} ska ge stöd i tid till den som behöver det.
typ: projekt
organisationer: [kommun-{kommun}, region]
skede: {skede}
läge: pågår
{late}start: 2024
ansvarig: kansli
mål:
  - {{år: 2025, text: Arbete {n} finns i två kommuner., källa: P 1}}
  - {{år: 2026, text: Arbete {n} finns i alla kommuner., källa: P 1}}
utfall:
  - {{år: 2025, text: Arbete {n} finns i en kommun., måluppfyllelse: delvis nått, källa: P 2}}
historik:
  - {{datum: 2024, skede: förstudie, läge: pågår, text: Arbete {n} börjar., källa: P 2}}
  - {{datum: mars 2025, skede: {skede}, text: Arbete {n} går vidare., källa: P 2}}
beslut:
  - {{datum: 2025-0{month}-1{day}, av: ledning, text: Ledningen beslutar om arbete {n}., källa: P 2}}
händelser:
  - {{titel: Möte om arbete {n}, datum: 2025-1{half}-0{day1}, källa: P 2}}
  - {{titel: Uppföljning av arbete {n}, datum: hösten 2026, källa: P 2}}
nyckeltal:
  - {{id: antal-{n}, värde: {n}, text: Så många deltog i arbete {n}., datum: 2025, källa: P 2}}
källa: P 1
---

Arbete {n} handlar om stöd i tid. Det görs av kommunen och regionen tillsammans.
"""


def write(root, path, text):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_site(root, works, theme):
    shutil.copytree(os.path.join(REPOSITORY, "themes", theme), os.path.join(root, "themes", theme))
    write(root, "content/site.yaml",
          f'titel: Prov\nadress: "https://exempel.se/"\ntema: {theme}\n')
    for path, title in (("index", "Start"), ("projekt/_index", "Arbeten"), ("rapporter/_index", "Rapporter")):
        write(root, f"content/{path}.md", f"---\ntitel: {title}\n---\n")
    write(root, "content/register/dokument.yaml",
          "- {id: plan, nyckel: P, titel: Planen, typ: plan, format: endast på begäran}\n")
    write(root, "content/register/kontakter.yaml", "- {id: kansli, roll: Kansliet, e-post: kansli@example.se}\n")
    write(root, "content/register/grupper.yaml", "- {id: ledning, namn: Ledningen, nivå: länsledning}\n")
    organisations = ["- {id: region, namn: Regionen, typ: region}"]
    organisations += [f"- {{id: kommun-{n}, namn: Kommun {n}, typ: kommun}}" for n in range(8)]
    write(root, "content/register/organisationer.yaml", "\n".join(organisations) + "\n")
    # Several works to a point: the fields of a page may be 64 kB at most.
    named = {}
    for n in range(works):
        named.setdefault(n // 10, []).append(f"arbete-{n}")
        text = WORK.format(n=n, kommun=n % 8, skede=("pilot", "breddinförande")[n % 2],
                           late="tidsläge: försenat\n" if n % 10 == 0 else "",
                           month=n % 9 + 1, day=n % 9, half=n % 2, day1=n % 9 + 1)
        write(root, f"content/projekt/arbete-{n}.md", text)
    points = [f'  - {{nr: "{n // 10 + 1}:{n % 10 + 1}", text: Arbetena fortsätter., '
              f"avser: [{', '.join(works)}], källa: P 1}}" for n, works in named.items()]
    write(root, f"content/fardplan/{YEAR}.md",
          "---\ntitel: Planen\nkälla: P\npunkter:\n" + "\n".join(points) + "\n---\n")


def timed(command, root):
    started = time.monotonic()
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit((done.stdout + done.stderr)[-2000:])
    return time.monotonic() - started


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--delwebb", default=os.path.join(REPOSITORY, "target/release/delwebb"))
    arguments.add_argument("--works", type=int, default=1000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--theme", default="strandlinje")
    chosen = arguments.parse_args()
    program = os.path.abspath(chosen.delwebb)
    with tempfile.TemporaryDirectory() as work:
        root = os.path.join(work, "site")
        write_site(root, chosen.works, chosen.theme)
        front = f"---\ntitel: Året\nrapport: år\når: {YEAR}\n---\n"
        report = f"content/rapporter/{YEAR}/index.md"
        without, with_report, alone = [], [], []
        build = [program, "build", "--now", NOW, "--out", os.path.join(work, "out")]
        helped = subprocess.run([program, "report", "--help"], capture_output=True)
        for _ in range(chosen.runs):
            for there, times in ((False, without), (True, with_report)):
                shutil.rmtree(os.path.join(work, "out"), ignore_errors=True)
                if there:
                    write(root, report, front)
                else:
                    shutil.rmtree(os.path.join(root, "content/rapporter", str(YEAR)), ignore_errors=True)
                times.append(timed(build, root))
            if helped.returncode == 0:
                made = os.path.join(work, "report.html")
                alone.append(timed([program, "report", "år", str(YEAR), "--now", NOW, "--format",
                                    "html", "--out", made], root))
        size = os.path.getsize(os.path.join(work, f"out/rapporter/{YEAR}/index.html"))
    print(f"{chosen.works:,} works, {chosen.theme}, median of {chosen.runs}")
    median = statistics.median
    print(f"  build without the report   {median(without):.2f} s")
    print(f"  build with the report      {median(with_report):.2f} s")
    print(f"  the report (the difference){median(with_report) - median(without):6.2f} s, {size / 1e6:.1f} MB")
    if alone:
        print(f"  the command alone          {median(alone):.2f} s")


if __name__ == "__main__":
    main()
