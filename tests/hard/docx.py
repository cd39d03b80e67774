#!/usr/bin/env python3
"""`delwebb report … --format docx` of the real content, read as a file and opened by LibreOffice.

Headings have the levels that they have on the web, heads of tables repeat and rows stay whole,
language and title are set, every word is there in its order, every picture says what it shows; the
same report gives the same bytes. LibreOffice opens it, finds the same headings, and loses nothing.
"""

import collections
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml
import zipfile

from common import Group, guarded, start
from pdf import REPORTS, REPOSITORY, Pdf, make_both, odd_site, pikepdf
from report_page import Page, Said, words

NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
         "dc": "http://purl.org/dc/elements/1.1/"}
W = "{" + NAMES["w"] + "}"


class Word:
    """A Word document, read by nothing but what every Python has."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.parts = {name: xml.fromstring(self.zip.read(name)) for name in self.zip.namelist()
                      if name.endswith((".xml", ".rels"))}
        self.body = self.parts["word/document.xml"].find("w:body", NAMES)
        self.headings, said = [], []
        contents = {id(p) for sdt in self.body.iter(f"{W}sdt") for p in sdt.iter(f"{W}p")}
        for paragraph in self.body.iter(f"{W}p"):
            if id(paragraph) in contents:
                continue
            text = "".join({f"{W}t": piece.text or "", f"{W}br": " ", f"{W}tab": " "}.get(piece.tag, "")
                           for piece in paragraph.iter())
            said.append(text)
            style = paragraph.find("w:pPr/w:pStyle", NAMES).get(f"{W}val")
            if style == "Title" or re.fullmatch(r"Heading\d", style):
                self.headings.append((1 if style == "Title" else int(style[-1]) + 1, words(text)))
        self.text = " ".join(said)
        self.contents = bool(contents)

    def find(self, part, path):
        return self.parts[part].find(path, NAMES)


def check(which, bench, report, root=REPOSITORY):
    """Makes a report in both forms and holds one against the other."""
    name = which if root == REPOSITORY else f"odd, {root.name}"
    group = Group()
    both = make_both(bench, which, "docx", group, root)
    if not both:
        return report.group(f"{name}: made", group.passed, group.problems)
    page, made = both
    text = page.read_text(encoding="utf-8")
    want, said, word = Page(text), Said(text), Word(made)
    group.check(word.zip.testzip() is None, "a part is broken")
    report.group(f"{name}: made", group.passed, group.problems)

    group = Group()
    group.check(word.headings == said.headings,
                lambda: f"headings: {[pair for pair in zip(word.headings, said.headings) if pair[0] != pair[1]][:3]}")
    theirs, ours = words(said.text).split(), words(word.text).split()
    at = next((at for at, pair in enumerate(zip(theirs, ours)) if pair[0] != pair[1]), min(len(theirs), len(ours)))
    group.check(theirs == ours, lambda: f"word {at}: {theirs[at - 3:at + 4]} became {ours[at - 3:at + 4]}")
    rows = list(word.body.iter(f"{W}tr"))
    heads = [row for row in rows if row.find("w:trPr/w:tblHeader", NAMES) is not None]
    group.check(len(rows) == said.rows and len(heads) == said.head_rows,
                f"{len(rows)} rows and {len(heads)} heads, not {said.rows} and {said.head_rows}")
    group.check(all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows), "a row may be split")
    group.check(word.find("docProps/core.xml", "dc:title").text == next(t for level, t in said.headings if level == 1), "title")
    group.check(word.find("docProps/core.xml", "dc:language").text == "sv-SE", "language of the file")
    language = word.find("word/styles.xml", "w:docDefaults/w:rPrDefault/w:rPr/w:lang").get(f"{W}val")
    group.check(language == "sv-SE", f"language of the text: {language}")
    shown = [words(drawn.get("descr", "")) for drawn in word.body.iter("{" + NAMES["wp"] + "}docPr")]
    group.check(shown == said.pictures, f"pictures: {shown}, not {said.pictures}")
    chapters = [title for level, title in said.headings if level == 2]
    group.check(word.contents == (len(chapters) > 3 and len(said.text) > 12_000), "a list of contents")
    styles = {style.get(f"{W}styleId") for style in word.parts["word/styles.xml"].iter(f"{W}style")}
    used = {style.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for style in word.body.iter(W + kind)}
    group.check(used <= styles, f"styles that are not there: {used - styles}")
    report.group(f"{name}: the file, {len(ours)} words", group.passed, group.problems)
    if root == REPOSITORY:
        opened(which, bench, report, made, want, said)


def opened(which, bench, report, made, want, said):
    """Opens the file in LibreOffice, which makes a PDF of it."""
    group = Group()
    how = {name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "ExportBookmarks")}
    run = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{bench.top}/libreoffice", "--headless", "--convert-to",
         f"pdf:writer_pdf_Export:{json.dumps(how)}", "--outdir", str(bench.top / "pdf"), str(made)],
        capture_output=True, text=True, timeout=300, env=bench.environment() | {"LC_ALL": "C.UTF-8"})
    printed = bench.top / "pdf" / f"{made.stem}.pdf"
    if not group.check(printed.exists(), f"LibreOffice: {run.stdout} {run.stderr}"):
        return report.group(f"{which}: opened", group.passed, group.problems)
    pdf = Pdf(printed)
    group.check(str(pdf.root.get("/Lang")) == "sv-SE", f"language {pdf.root.get('/Lang')}")
    group.check(words(str(pdf.file.docinfo.get("/Title"))) == said.headings[0][1], "title")
    # The title of a document is no heading of it.
    chapters = [(level - 1, title) for level, title in said.headings[1:]]
    marks = [(depth, title) for depth, title, _ in pdf.outline()] if chapters else []
    group.check(marks == chapters, lambda: f"{[pair for pair in zip(marks, chapters) if pair[0] != pair[1]][:3]}")
    group.check(len(pdf.kind("/Table")) == len(want.tables), f"{len(pdf.kind('/Table'))} tables, not {len(want.tables)}")
    columns = [words(head) for table in want.tables for head in table]
    group.check(len(pdf.kind("/TH")) >= len(columns), f"{len(pdf.kind('/TH'))} heads, {len(columns)} of columns")
    for table, heads in zip(pdf.kind("/Table"), want.tables):
        for number in sorted(set(table["pages"])):
            missing = [name for name in heads if name.split()[0] not in words(pdf.pages[number - 1])]
            group.check(not missing, f"the table on page {number} does not say {missing}")
    # A hyphen may be where a line ends; a head is said again on each page.
    count = lambda text: collections.Counter(c for c in text if c.isalnum())
    lost = count(said.text) - count("".join(pdf.read))
    group.check(not lost, f"letters are lost: {dict(lost)}")
    for number, text in enumerate(pdf.pages, 1):
        group.check(number == 1 or re.search(rf"{number} \({len(pdf.pages)}\)\s*$", text), f"page {number} has no number")
        group.check(len(words(text)) > 100, f"page {number} is empty")
    report.group(f"{which}: opened by LibreOffice, {len(pdf.pages)} pages", group.passed, group.problems)


@guarded
def main(asked, rng, report, bench):
    for name, is_here in (("LibreOffice", shutil.which("soffice")), ("pikepdf", pikepdf), ("poppler", shutil.which("pdftotext"))):
        if not is_here:
            return report.skip("docx", f"{name} is not here")
    for which in REPORTS:
        check(which, bench, report)
    for theme in ("strandlinje", "spang"):
        check("år", bench, report, odd_site(bench, theme))


if __name__ == "__main__":
    main(*start(__doc__), pages=1)
