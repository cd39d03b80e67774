#!/usr/bin/env python3
"""Holds the program's LIX against a second one, written from the definition alone.

Björnsson's measure: words in a sentence, and how many of a hundred words have more than six
letters. Here it is a few regular expressions over the Markdown as it is written, where the program
walks through what a Markdown reader makes of it. The two may differ by one, on every text of the
site, of the manual, and of the two documents where they are at hand.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "hard"))
from common import Group, Report  # noqa: E402

DOCUMENTS = REPOSITORY.parent / "shared" / "underlag"

# Everything above 1 is too hard here, so that the program says the measure of every page.
SETTINGS = """titel: Prov
adress: "https://exempel.se/"
granskning:
  - {regel: S001, gräns: 1}
"""

# What the program leaves unmeasured.
FEWEST_WORDS = 30


def body(text):
    """The text of a page without its front matter."""
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.M)
    return parts[2] if text.startswith("---") and len(parts) == 3 else text


def blocks(markdown):
    """The paragraphs, headings, items and cells, as plain words."""
    text = markdown.replace("\f", "\n\n")
    text = re.sub(r"^(\s*)(`{3,}|~{3,}).*?^\s*\2`*\s*$", "\n\n", text, flags=re.M | re.S)
    text = re.sub(r"^:::\s*citat\b.*?^:::\s*$", "\n\n", text, flags=re.M | re.S)
    text = re.sub(r"^\s*:::.*$", "\n", text, flags=re.M)
    text = re.sub(r"(?:^ {0,3}>.*\n?)+(?:^\S.*\n?)*", "\n\n", text, flags=re.M)
    text = re.sub(r"<[^<>\n]*[a-z/][^<>\n]*>", "", text)
    text = re.sub(r"^\[\^[^\]]+\]:", "\n\n", text, flags=re.M)
    text = re.sub(r"\[\^[^\]]+\]", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\[[^\]]*\]", r"\1", text)
    text = re.sub(r"\\([^\w\s])", r"\1", text)
    found = [""]
    for line in text.split("\n"):
        if re.match(r"^\s*(-{3,}|\*{3,}|_{3,})\s*$", line) or not line.strip():
            found.append("")
        elif line.strip().startswith("|"):
            if not re.match(r"^[\s|:-]+$", line):
                found += re.split(r"(?<!\\)\|", line)
            found.append("")
        elif heading := re.match(r"^#{1,6}\s+(.*?)(\s*\{[^}]*\})?\s*#*$", line):
            found += [heading[1], ""]
        elif item := re.match(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$", line):
            found.append(item[1])
        else:
            found[-1] += " " + line
    marks = re.compile(r"[*_`~]+(?=\S)|(?<=\S)[*_`~]+")
    return [marks.sub("", block) for block in found if block.strip()]


def lix(markdown):
    """The measure, and how many words it is of; None for a text without any."""
    words = sentences = long = 0
    for block in blocks(markdown):
        # A sentence ends before a capital or a digit; a shout, a question and a colon always.
        ended = re.sub(r"([!?:][”\"’»)\]]*)\s+|(\.[”\"’»)\]]*)\s+(?=[^a-zåäöéü\w]*[^\Wa-zåäöéü])",
                       r"\1\2\n", block)
        for sentence in ended.split("\n"):
            own = [word for word in sentence.split() if re.search(r"[^\W_]", word)]
            if own:
                sentences += 1
                words += len(own)
                long += sum(len(re.findall(r"[^\W_]", word)) > 6 for word in own)
    return (words / sentences + 100 * long / words, words) if words else None


def texts():
    """The name and Markdown of everything that is measured."""
    for folder in ["content", "docs/content"]:
        for path in sorted((REPOSITORY / folder).rglob("*.md")):
            # A name with a dot within is another language, or an easy text.
            if "." not in path.stem:
                yield str(path.relative_to(REPOSITORY)), body(path.read_text(encoding="utf-8"))
    for path in sorted(DOCUMENTS.glob("*")):
        if path.suffix in {".md", ".txt"}:
            yield path.name, path.read_text(encoding="utf-8").replace("\f", "\n\n")


def measured(program, pages):
    """What the program says of each page: its number → its LIX."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        (content / "om").mkdir(parents=True)
        (content / "site.yaml").write_text(SETTINGS, encoding="utf-8")
        (content / "index.md").write_text("---\ntitel: Start\n---\n", encoding="utf-8")
        for number, (_, text) in enumerate(pages):
            page = f"---\ntitel: Prov\n---\n\n{text}\n"
            (content / "om" / f"p{number}.md").write_text(page, encoding="utf-8")
        made = subprocess.run([program, "check", "--only", "S001", "--format", "json", "--root", folder,
                               "--lang", "en", "--now", "2026-01-24"], capture_output=True, text=True)
    said = {}
    for line in made.stdout.splitlines():
        finding = json.loads(line)
        number = re.search(r"/p(\d+)\.md$", finding["file"] or "")
        value = re.match(r"The page has LIX (\d+)\.", finding["message"])
        if number and value:
            said[int(number[1])] = int(value[1])
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delwebb", required=True, type=Path, help="the program")
    asked = parser.parse_args()
    report = Report()
    report.again = f"tests/language/lix.py --delwebb {asked.delwebb}"
    pages = list(texts())
    said = measured(asked.delwebb.resolve(), pages)
    own, documents, widest = Group(), Group(), 0.0
    for number, (name, text) in enumerate(pages):
        counted = lix(text)
        # At the edge of what is measured the two may disagree about a word.
        if counted is None or counted[1] < FEWEST_WORDS + 3:
            continue
        value, words = counted
        group = own if "/" in name else documents
        theirs = said.get(number)
        widest = max(widest, abs(value - theirs)) if theirs is not None else widest
        holds = theirs is not None and abs(value - theirs) <= 1
        group.check(holds, f"{name}: {value:.1f} of {words} words here, {theirs} in the program")
        if group is documents:
            print(f"{name}: {value:.1f} here, {theirs} in the program, {words} words")
    report.group("the site and the manual", own.passed, own.problems, f"widest apart {widest:.2f}")
    if documents.passed or documents.problems:
        report.group("the two documents", documents.passed, documents.problems)
    else:
        report.skip("the two documents", f"{DOCUMENTS.name}/ is not beside the repository")
    report.end()


if __name__ == "__main__":
    main()
