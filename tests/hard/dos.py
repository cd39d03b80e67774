#!/usr/bin/env python3
"""Texts made to take long or much: a page of 1 MB within a second, twice the text at most two and
a half times the time, running text that every rule has something to say of checked within a second
for each MB, and YAML that would grow refused at once, with a line.

Times are processor time, so that a busy machine changes little. A program with debug
information is given ten times as long. `--patterns 0` takes all of them.
"""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

from common import NOW, Group, guarded, start
from jail import places

MB = 1_000_000
# What a file of 1 MB may take beyond what a site without it takes, dictionary and all: in KiB.
MOST_MEMORY = 64 * 1024
LONGEST = 60
SITE = 'titel: Prov\nadress: "https://prov.example/"\nrå_html: {}\n'

# What begins, what is repeated (# is the number of the repetition), what ends. After cmark's
# pathological_tests.py, pulldown-cmark's issues, and what this program reads besides.
BODIES = {
    "nested strong emph": ("", "*a **a ", "b" + " a** a*" * 9), "closers without openers": ("", "a_ ", ""),
    "openers without closers": ("", "_a ", ""), "link closers": ("", "a]", ""), "link openers": ("", "[a", ""),
    "mismatched": ("", "*a_ ", ""), "openers and closers, 3": ("a**b", "c* ", ""), "link openers and emph": ("", "[ a_", ""),
    "[ (](": ("", "[ (](", ""), "![[]()": ("", "![[]()", ""), "hard link/emph": ("**x [a*b**c*](d)", "*a [b*", ""),
    "nested brackets": ("", "[", "a" + "]" * 500), "nested quotes": ("", "> ", "a"), "deep quotes, lines": ("", "> > > a\n", ""),
    "deep lists": ("", "- ", "a"), "deep list lines": ("", "* a\n * b\n", ""), "numbers": ("", "1. ", "a"),
    "NUL": ("abc", "\0", "x"), "backticks": ("", "e`#", ""), "long backticks": ("", "`", "a"), "inline <": ("", "<>", ""),
    "unclosed <": ("", "</", ""), "unclosed comments": ("", "<!-- a ", ""), "unclosed CDATA": ("", "a <![CDATA[", ""),
    "unclosed declarations": ("", "a <!A ", ""), "unclosed ?": ("", "a <?", ""), "unclosed links A": ("", "[a](<b", ""),
    "unclosed links B": ("", "[a](b", ""), "tables": ("abc\ndef\n|-\n", "a|", ""), "wide tables": ("", "|a|\n|-|\n|b|\n\n", ""),
    "table cells": ("|a|b|\n|-|-|\n", "|c|d|\n", ""), "reference definitions": ("", "[#]: /x\n", ""),
    "definitions over lines": ("[a", "\n", "]: /x\n"), "references": ("[a]: /x\n\n", "[a] ", ""),
    "foot notes": ("", "[^#] ", ""), "foot notes and bodies": ("", "[^#]\n\n[^#]: x\n\n", ""), "[^ at edges": ("", "[^\n", ""),
    "entities": ("", "&", ""), "numbered entities": ("", "&#", ""), "escapes": ("", "\\", ""), "autolinks": ("", "<http:", ""),
    "web addresses": ("", "http://a ", ""), "mail": ("", "a@", ""), "strike": ("", "~~a ", ""), "headings": ("", "# a\n", ""),
    "same headings": ("", "## Samma\n", ""), "setext": ("", "a\n=\n", ""), "rules": ("", "* * *\n", ""), "white": ("a", " ", "b"),
    "lines": ("", "\n", ""), "tabs": ("", "\t", "a"), "fences": ("", "```\n", ""), "components": ("", ":::a\n", ""),
    "component ends": ("", ":::\n", ""), "components in quotes": ("", "> :::a\n", ""), "attributes": (":::faktaruta {", "a=b ", "}\nx\n:::"),
    "one component": (":::faktaruta\n", "text ", "\n:::"), "quote marks": ("", "\"a' ", ""), "dashes": ("", "- -", ""),
    "accents": ("a", "\u0301", ""), "wide signs": ("", "💡", ""), "soft hyphens": ("", "a\u00ad", ""),
    "definition lists": ("", "a\n: b\n", ""), "tasks": ("", "- [ ] a\n", ""), "headings' braces": ("", "## a {#b#}\n", ""),
    "one word": ("", "a", ""), "glossary": ("", "plan sip ", ""), "HTML blocks": ("", "<div>\n\n", ""), "HTML tags": ("", "<b>", ""),
    "HTML closers": ("", "</b>", ""), "HTML attributes": ("<b ", "a=b ", ">"),
}
# Running text, for the rules that read it: long ones, and those that give a finding at every word.
SPRAK = "Det går att läsa det här. "
TEXTS = {
    "plain sentences": ("", SPRAK, ""), "paragraphs": ("", SPRAK * 4 + "\n\n", ""), "one sentence": ("", "ord och fler ", "."),
    "commas": ("", ",", ""), "words and commas": ("", "ord, ", ""), "one word again": ("", "planen ", ""),
    "other words": ("", "ord# ", ""), "long compounds": ("", "digitaliseringsomställningsverksamhetsutveckling ", ""),
    "unknown compounds": ("", "flumsamverkansplurr# ", ""), "one long compound": ("", "samverkans", ""), "misspelt": ("", "succesiv utväckling ", ""),
    "unknown words": ("", "fulmstavning ", ""), "officialese": ("", "Avseende detta skall erfordras härvid. ", ""),
    "phrases begun": ("", "med avseende ", ""), "abbreviations": ("", "bl.a. t.ex. m.m. ", ""), "capital words": ("", "SIP och RSS ", ""),
    "new capital words": ("", "S#P ", ""), "capital sentences": ("", "VIKTIGT ATT ALLA VET DETTA NU. ", ""), "dates": ("", "den 24/1-25 och 260123 ", ""),
    "weekdays": ("", "måndag 25 januari 2025 ", ""), "months": ("", "januari-", ""), "numbers": ("", "5.900.000 kronor 12 % ", ""),
    "ranges": ("", "1-", ""), "slashes": ("", "och/eller ", ""), "letters and slashes": ("", "a/", ""), "quotes": ("", "”Ja”, sa hen. ", ""),
    "quotes begun": ("", "( ”", ""), "English": ("", "This is what the people of the county have to do with it. ", ""),
    "English and Swedish": ("", "Det är the way of att göra. ", ""), "points": ("", "... ", ""), "no points": ("", "Ord. ", ""),
    "exclamations": ("", "Nu! Va? ", ""), "passing words": ("", "I år och nyligen. ", ""), "by sight": ("", "den röda rutan till höger ", ""),
    "mail": ("", "namn.efternamn@example.se ", ""), "telephones": ("", "070-174 06 05 ", ""), "identity numbers": ("", "811218-9876 ", ""),
    "accents": ("", "e\u0301o\u0308 ", ""), "one letter, many accents": ("a", "\u0301", " ord."), "hard blanks": ("", "ord\u00a0", ""),
    "soft hyphens": ("", "ord\u00adled ", ""), "emphasis": ("", "*samt* **avser** ", ""), "code": ("", "`samt` avser ", ""),
    "lists": ("", "- avseende\n", ""), "lists in lists": ("", "- a\n  - avser\n    - skall\n", ""), "links": ("", "[läs mer](https://a.example/#) ", ""),
    "vague links": ("", "[här](/om/) ", ""), "links to one place": ("", "[om oss](/om/) ", ""), "addresses": ("", "https://a.example/# ", ""),
    "pictures": ("", "![](a.png) ", ""), "tables": ("|a|b|\n|-|-|\n", "|avser|skall|\n", ""), "many tables": ("", "|a|\n|-|\n|b|\n\n", ""),
    "headings": ("", "## Mål #\n\nText.\n\n", ""), "same headings": ("", "## Mål\n\nText.\n\n", ""), "heading jumps": ("", "## A\n\n#### B\n\n", ""),
    "bold headings": ("", "**Mål**\n\nText.\n\n", ""), "components": ("", ":::faktaruta {titel=\"a\"}\nAvser.\n:::\n\n", ""),
    "misspelt components": ("", ":::fataruta {titl=\"a\"}\nAvser.\n:::\n\n", ""), "footnotes": ("", "a[^#]\n\n[^#]: Avser.\n\n", ""),
    "lost footnotes": ("", "avser[^#] ", ""), "unused footnotes": ("", "[^#]: Avser.\n\n", ""), "definitions": ("", "[a#]: /om/\n", ""),
    "emoji": ("", "✅ Avser\n\n", ""), "typed bullets": ("", "• avser\n", ""), "silences": ("", "avser <!-- tysta S004: prov -->\n\n", ""),
    "unused silences": ("", "<!-- tysta S004: prov -->\n\nText.\n\n", ""), "raw HTML": ("", "<b>avser</b> <i lang=\"en\">the way</i> ", ""),
    "HTML tables": ("", "<table><tr><td>avser</td></tr></table>\n\n", ""), "one line of spaces": ("a", " ", "b"), "typesetting": ("", "\"a\" - 1 000 kr ", ""),
}
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [{','.join('*' + chr(97 + at) for _ in range(9))}]\n" for at in range(9))
# Each with the size that it must have, and whether it is an error wherever it stands.
YAML = {
    "an alias bomb": BOMB, "brackets": "a: " + "[" * 100_000 + "\n", "closed brackets": "a: " + "[" * 50_000 + "]" * 50_000 + "\n",
    "braces": "a: " + "{a: " * 50_000 + "\n", "a key of 1 MB": "a" * MB + ": b\n", "a quoted key of 1 MB": '"' + "a" * MB + '": b\n',
    "a value of 1 MB": "titel: " + "a" * MB + "\n", "anchors": "".join(f"a{at}: &a{at} x\n" for at in range(100_000)),
    "aliases": "a: &a x\n" + "".join(f"b{at}: *a\n" for at in range(100_000)),
    "one key again": "titel: a\n" * 50_000, "keys": "".join(f"n{at}: a\n" for at in range(30_000)),
    "deep lines": "".join(" " * at + "a:\n" for at in range(1_000)), "dashes": "a:\n  " + "- " * 50_000 + "x\n",
    "question marks": "? " * 50_000 + "\n", "an open quote": 'titel: "' + "a\n" * 200_000, "an open block": "titel: |\n" + "  a\n" * 200_000 + "b\n",
    "tags": "a: " + "!x " * 50_000 + "\n", "comments": "# a\n" * 200_000 + "x: y\n", "merges": "a: &a {b: c}\n" + "d: {<<: *a}\n" * 20_000,
    "documents": "---\n" * 50_000, "percent signs": "%A\n" * 50_000, "tabs": "\t\n" * 100_000 + "a: b\n",
    "a long escape": 'titel: "' + "\\u0041" * 100_000 + '"x\n', "colons": "a" + ": a" * 50_000 + "\n", "&&&": "a: " + "&" * 100_000 + "\n",
    "itself": "a: &a\n  b: *a\n", "commas": "a: [" + "," * 100_000 + "]\n",
}
PLACES = {"front matter": ("content/om/a.md", "---\n{}---\n\nText.\n"), "site.yaml": ("content/site.yaml", "{}"),
          "a register": ("content/register/grupper.yaml", "{}"), "theme.yaml": ("themes/prov/theme.yaml", "{}"),
          "strings": ("themes/prov/strings/sv.yaml", "{}"), "the plan lock": ("content/fardplan/las.yaml", "{}")}


class Run:
    """One run with its processor time, its memory and what it said."""

    def __init__(self, bench, root, what, *more):
        self.out = bench.top / "sagt"
        command = [str(bench.program), what, *more, "--root", str(root), "--now", NOW, "--lang", "sv"]
        if what == "build":
            command += ["--out", str(bench.top / "byggd"), "--jobs", "1"]
        with open(self.out, "wb") as said:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                       env=bench.environment(), cwd="/", start_new_session=True)
        until = time.monotonic() + LONGEST
        self.code, self.memory = None, 0
        while True:
            # What wait4 tells of memory is also that of this script, before the program began.
            try:
                status = Path(f"/proc/{process.pid}/status").read_text()
                peak = re.search(r"VmHWM:\s+(\d+)", status)
                is_ours = os.path.samefile(f"/proc/{process.pid}/exe", bench.program)
                self.memory = max(self.memory, int(peak.group(1))) if peak and is_ours else self.memory
            except OSError:
                pass
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = self.code = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > until:
                os.killpg(process.pid, signal.SIGKILL)
                _, _, usage = os.wait4(process.pid, 0)
                process.returncode = -9
                break
            time.sleep(0.002)
        self.time = usage.ru_utime + usage.ru_stime
        self.err = self.out.read_text(encoding="utf-8", errors="replace")

    def __str__(self):
        return f"exit {self.code}, {self.time:.2f} s, {self.memory // 1024} MB: {self.err[:300]}"


def text_of(pattern, length):
    before, again, after = pattern
    times = length // len(again.replace("#", "123456").encode())
    middle = again * times if "#" not in again else "".join(again.replace("#", str(at)) for at in range(times))
    return before + middle + after


def site(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def markdown(bench, report, chosen, limit):
    group = Group()
    slowest = (0, "")
    for name in chosen:
        for raw in ("av", "sanerad"):
            root = bench.top / "webb"
            page = "---\ntitel: Prov\nordlista: ja\n---\n\n"
            least = {"content/site.yaml": SITE.format(raw), "content/index.md": "---\ntitel: A\n---\n",
                     "content/register/ordlista.yaml": "- {id: plan, term: plan, förklaring: a}\n"
                                                       "- {id: sip, term: sip, förklaring: b}\n"}
            if raw == "sanerad" and "HTML" not in name and "<" not in name and "omment" not in name:
                continue
            for tried in range(3):
                times = []
                for length in (0, MB // 2, MB):
                    site(root, least | {"content/om/a.md": page + text_of(BODIES[name], length)})
                    run = Run(bench, root, "build")
                    times.append(run.time)
                    if run.code not in (0, 1) or "panicked" in run.err:
                        break
                empty, half, whole = (times + [LONGEST] * 3)[:3]
                # What takes next to nothing has no ratio.
                ratio = (whole - empty) / max(half - empty, 0.1)
                good = run.code in (0, 1) and whole - empty <= limit and ratio <= 2.5 and run.memory < 400 * 1024
                if good:
                    break
            slowest = max(slowest, (whole - empty, name))
            group.check(good, f"{name}, HTML {raw}: {times}, ratio {ratio:.2f}, {run.memory // 1024} MB, exit {run.code}")
    report.group("Markdown of 1 MB", group.passed, group.problems, f"slowest {slowest[0]:.2f} s: {slowest[1]}; limit {limit} s")


def yaml(bench, report, chosen, limit):
    group = Group()
    slowest, largest = (0, ""), (0, "")
    least = {"content/site.yaml": SITE.format("av") + "tema: prov\n", "content/index.md": "---\ntitel: A\n---\n",
             "themes/prov/theme.yaml": "namn: Prov\nutökar: strandlinje\n"}
    calm = bench.top / "yaml" / "lugn"
    site(calm, least)
    usual = Run(bench, calm, "check").memory
    for place, name in chosen:
        path, frame = PLACES[place]
        root = bench.top / "yaml" / re.sub(r"\W", "-", f"{place}-{name}")
        site(root, least | {path: frame.replace("{}", YAML[name])})
        run = Run(bench, root, "check")
        shown = f"{name} in {place}"
        slowest, largest = max(slowest, (run.time, shown)), max(largest, (run.memory, shown))
        group.check(run.code in (0, 1) and "panicked" not in run.err, f"{shown}: {run}")
        group.check(run.time <= limit, f"{shown} takes long: {run}")
        group.check(run.memory - usual <= MOST_MEMORY, f"{shown} takes much: {run}")
        if run.code == 1:
            run.out = ""
            group.check(any(file == path and line >= 1 for file, line in places(run)), f"{shown}: no place: {run}")
        elif name not in ("comments", "a value of 1 MB", "documents", "tabs"):
            # It is no error only where its keys may stand.
            group.check(place in ("strings", "theme.yaml"), f"{shown} is no error: {run}")
    report.group("YAML", group.passed, group.problems, f"slowest {slowest[0]:.2f} s: {slowest[1]}; most "
                 f"{largest[0] // 1024} MB: {largest[1]}; {usual // 1024} MB without; limit {limit} s")


def language(bench, report, chosen, limit):
    """Seconds for each MB: what a check of the text takes over that of a site without it. Told in
    lines: an excerpt for each of a hundred thousand findings is 100 MB of words."""
    group = Group()
    all_times = []
    root = bench.top / "sprak"
    least = {"content/site.yaml": SITE.format("sanerad"), "content/index.md": "---\ntitel: A\n---\n",
             "content/om/index.md": "---\ntitel: Om\n---\n\nEtt felstavtt ord.\n"}
    site(root, least)
    empty = min(Run(bench, root, "check", "--format", "oneline").time for _ in range(3))
    for name in chosen:
        text = "---\ntitel: Prov\n---\n\n" + text_of(TEXTS[name], MB)
        size = len(text.encode()) / MB
        # A number in each repetition makes it longer than a page may be.
        text = text.encode()[:MB].decode(errors="ignore")
        site(root, least | {"content/om/a.md": text})
        # The shortest of a few: processor time, too, is longer where others share the caches.
        times = []
        while len(times) < 3 and (not times or min(times) > limit):
            run = Run(bench, root, "check", "--format", "oneline")
            times.append((run.time - empty) / min(size, 1))
            if run.code not in (0, 1) or "panicked" in run.err:
                break
        group.check(run.code in (0, 1) and "panicked" not in run.err, f"{name}: {run}")
        group.check(min(times) <= limit, f"{name} takes {min(times):.2f} s for each MB")
        all_times.append((min(times), name))
    all_times.sort(reverse=True)
    shown = ", ".join(f"{name} {took:.2f}" for took, name in all_times[:5])
    report.group("running text of 1 MB, checked", group.passed, group.problems,
                 f"seconds for each MB: {shown}; median {all_times[len(all_times) // 2][0]:.2f}; limit {limit} s")


@guarded
def main(asked, rng, report, bench):
    is_debug = "debug" in Path(asked.delwebb).resolve().parts
    limit = 10.0 if is_debug else 1.0
    bodies = list(BODIES)
    yamls = [(place, name) for place in PLACES for name in YAML]
    texts = list(TEXTS)
    if asked.patterns:
        texts = rng.sample(texts, min(asked.patterns, len(texts)))
        bodies = rng.sample(bodies, min(asked.patterns, len(bodies)))
        yamls = rng.sample(yamls, min(4 * asked.patterns, len(yamls)))
    yaml(bench, report, yamls, limit)
    language(bench, report, texts, limit)
    markdown(bench, report, bodies, limit)


main(*start(__doc__, option="patterns", default=6), pages=2)
