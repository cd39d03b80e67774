#!/usr/bin/env python3
"""delwebb beside Hugo and `cp -r`, in turn, on one and the same synthetic site.

    compare.py [--sizes 100,1000] [--runs 5] [--hugo-runs N] [--alone 100000] [--alone-runs 2]
               [--shared DIR] [--delwebb PATH] [--hugo PATH] [--json FILE] [--keep]

Prints medians, ratios, the bytes of every class of page, and how far the aims are;
asserts nothing. benches/README.md tells how to read it. Everything generated lies in
a new folder under target/ and is removed at the end. Standard library only.

Environment, where the option is not given:
    DELWEBB_SHARED   the shared folder, which holds bench/gen_site.py (else ../shared)
    HUGO             Hugo's program, or the virtual environment it is installed in
    PEERS            the folder of bench/install_peers.sh, looked in for Hugo
"""
import argparse
import json
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing generated is left beside the sources

from aims import aims_table, ratio
from delwebb_site import Missing, load_generator, shared_folder
from measure import Bench, figures, free_for
from pages import NEAR, by_class, compare_bytes, compare_words
from programs import TARGET, Failed, find_delwebb, find_hugo, version

RATIOS = [("delwebb", "hugo", "cold", "wall"), ("delwebb", "hugo", "cold", "cpu"),
          ("delwebb", "hugo", "cold", "rss"), ("delwebb", "hugo", "no_change", "wall"),
          ("delwebb", "cp -r", "cold", "wall"), ("hugo", "cp -r", "cold", "wall"),
          ("check", "delwebb", "cold", "wall"), ("check", "delwebb", "cold", "cpu")]
KEYS = {"wall": "wall", "cpu": "CPU", "rss": "peak memory"}


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for at, row in enumerate(rows):
        cells = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")
        if at == 0:
            print("|" + "|".join("-" * (w + 1) + ("-" if i == 0 else ":") for i, w in enumerate(widths)) + "|")


def report(bench, results):
    """Prints what was measured of one size, and puts it in `results`."""
    result = results.setdefault(str(bench.n), {})
    rows = [["peer", "runs", "cold s", "min–max", "CPU s", "peak MiB", "no change s", "files", "bytes"]]
    for peer in bench.peers:
        cold = figures(peer.cold)
        again = figures(peer.again) if peer.again else None
        result[peer.name] = dict(files=peer.files, bytes=peer.bytes, cold=cold, no_change=again)
        rows.append([peer.name, str(cold["runs"]), f"{cold['wall']:.3f}",
                     f"{cold['wall_min']:.3f}–{cold['wall_max']:.3f}", f"{cold['cpu']:.3f}", f"{cold['rss']:.0f}",
                     f"{again['wall']:.3f}" if again else "–", str(peer.files), str(peer.bytes)])
    print(f"\nN = {bench.n}\n")
    table(rows)
    result["check"] = dict(cold=figures(bench.checked))
    result["ratios"] = {}
    print()
    for of, to, phase, key in RATIOS:
        value = ratio(results, (bench.n, of, phase, key), (bench.n, to, phase, key))
        if value is not None:
            print(f"{of} / {to}, {phase.replace('_', ' ')} {KEYS[key]}: {value:.3f}")
            result["ratios"][f"{of}/{to} {phase} {key}"] = value
    if bench.hugo:
        report_pages(bench, result)
    sys.stdout.flush()


def report_pages(bench, result):
    """What the two sites hold, and whether the same words stand on their pages."""
    ours, theirs = by_class(bench.delwebb.out, 1), by_class(bench.hugo.out, 2)
    rows, far = compare_bytes(ours, theirs)
    print()
    table(rows)
    print(f"\nmore than {NEAR:.0%} from Hugo's in bytes, or not as many files: {', '.join(far) or 'none'}")
    compared, differ = compare_words(bench.gen, bench.areas, bench.projects, bench.delwebb.out, bench.hugo.out)
    print(f"texts compared: {compared} pages, {len(differ)} differ" +
          (f" ({', '.join(differ[:5])})" if differ else ""))
    result["classes"] = {title: dict(files=ours[title][0], bytes=ours[title][1], hugo_files=theirs[title][0],
                                     hugo_bytes=theirs[title][1]) for title in ours}
    result["texts"] = dict(compared=compared, differ=len(differ))


def numbers(text):
    found = [int(part) for part in text.split(",") if part.strip()]
    if not found or min(found) < 13:
        raise argparse.ArgumentTypeError("sizes are numbers of pages, at least 13")
    return found


def at_least_one(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", type=numbers, default=[100, 1000], help="numbers of pages (default: 100,1000)")
    ap.add_argument("--runs", type=at_least_one, default=5, help="measured runs of each kind (default: 5)")
    ap.add_argument("--hugo-runs", type=at_least_one, help="as many of Hugo's (default: as --runs; 3 from 10,000 pages)")
    ap.add_argument("--alone", type=numbers, default=[], help="sizes without Hugo, such as 100000")
    ap.add_argument("--alone-runs", type=at_least_one, default=2, help="measured runs of those (default: 2)")
    ap.add_argument("--shared", help="the shared folder (default: DELWEBB_SHARED, else ../shared)")
    ap.add_argument("--delwebb", help="delwebb's program (default: the release build, made when it is missing)")
    ap.add_argument("--hugo", help="Hugo's program or its virtual environment (default: HUGO, PEERS, search path)")
    ap.add_argument("--json", help="also write all figures to this file")
    ap.add_argument("--keep", action="store_true", help="keep the generated folder under target/")
    return ap.parse_args()


def measure_all(a, work, gen, delwebb, hugo, results):
    """Every size, each reported when it is done."""
    sizes = [(n, hugo, a.runs) for n in dict.fromkeys(a.sizes)]
    sizes += [(n, None, a.alone_runs) for n in dict.fromkeys(a.alone) if n not in a.sizes]
    for n, peer, runs in sizes:
        # The sources, the tree to copy, and what every run and the one before them makes.
        is_room, needed = free_for(work, n, 2 + (3 if peer else 2) * (runs + 1) - 1)
        if not is_room:
            print(f"\nN = {n} skipped: about {needed / 1e9:.0f} GB of the disk would be needed")
            continue
        bench = Bench(work, n, gen, delwebb, peer)
        bench.measure(runs, min(runs, a.hugo_runs or (3 if n >= 10_000 else runs)))
        report(bench, results)


def main():
    a = arguments()
    try:
        gen = load_generator(shared_folder(a.shared))
        delwebb = find_delwebb(a.delwebb)
    except Missing as reason:
        print(f"skipped: {reason}")
        return 0
    try:
        hugo = find_hugo(a.hugo)
    except Missing as reason:
        hugo = None
        print(f"hugo skipped: {reason}")
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} cores, load {load}, {a.runs} runs; delwebb: {version([delwebb, '--version'])}; "
          f"hugo: {version([hugo, 'version']) if hugo else '–'}; cp: {version(['cp', '--version'])}", flush=True)
    os.makedirs(TARGET, exist_ok=True)
    work = tempfile.mkdtemp(prefix="bench-", dir=TARGET)
    results = {}
    try:
        measure_all(a, work, gen, delwebb, hugo, results)
        print("\nThe aims, as this run has them\n")
        table(aims_table(results, [int(size) for size in results]))
        if a.json:
            with open(a.json, "w", encoding="utf-8") as f:
                json.dump(results, f, indent=1, ensure_ascii=False)
    except Failed as failure:
        print(f"failed: {failure}", file=sys.stderr)
        return 1
    finally:
        if a.keep:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
