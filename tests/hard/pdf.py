#!/usr/bin/env python3
"""`delwebb report … --format pdf` of the real content, made by a real browser.

What aids need is there – tags, language, title, heads of tables, bookmarks –, the contents tell
the pages that things really are on, no row is split and no heading stands alone, tables say their
heads again, the same report gives the same bytes, and nothing tells of the machine. A browser that
is not there is told of.
"""

import html.parser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = REPOSITORY / "target" / "pdf-venv" / "bin" / "python"
# There are files here that have the names of Python's own modules.
here = sys.path.pop(0)
try:
    import pikepdf
except ImportError:
    pikepdf = None
    if PYTHON.exists() and not os.environ.get("PDF_VENV"):
        sys.stdout.flush()
        os.execve(PYTHON, [PYTHON, *sys.argv], {**os.environ, "PDF_VENV": "1"})
sys.path.insert(0, here)

from common import NOW, Group, guarded, start  # noqa: E402

REPORTS = {"år": ["år", "2025"], "halvår": ["halvår", "2025-2"], "möte": ["möte", "--since", "2025-11-01"]}
HEADINGS = {f"h{level}" for level in range(1, 7)}


def words(text):
    """A text as it can be compared: soft hyphens and the kind of white space do not count."""
    return " ".join(text.replace("\xad", "").split())


class Page(html.parser.HTMLParser):
    """What the HTML form of a report says that the PDF must say too."""

    def __init__(self, text):
        super().__init__()
        self.lang = self.title = self.name = None
        self.headings, self.heads, self.contents, self.links = [], 0, [], []
        self.tables, self.open, self.in_nav, self.link = [], None, False, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.lang, self.name = attrs["lang"], attrs.get("data-titel")
        if tag == "nav":
            self.in_nav = True
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
            if self.in_nav:
                self.link = [attrs["href"][1:], ""]
        if tag == "table":
            self.tables.append([])
        if tag == "th":
            self.heads += 1
        if tag in HEADINGS or tag in ("title", "th"):
            self.open = (tag, "", attrs.get("scope"))

    def handle_data(self, data):
        if self.open:
            self.open = (self.open[0], self.open[1] + data, self.open[2])
        if self.link:
            self.link[1] += data

    def handle_endtag(self, tag):
        if tag == "nav":
            self.in_nav = False
        if tag == "a" and self.link:
            self.contents.append((self.link[0], words(self.link[1])))
            self.link = None
        if self.open and tag == self.open[0]:
            text = words(self.open[1])
            if tag == "title":
                self.title = text
            elif tag == "th":
                if self.open[2] == "col":
                    self.tables[-1].append(text)
            else:
                self.headings.append((int(tag[1]), text))
            self.open = None


class Pdf:
    """A PDF: its structure, and the text of each page."""

    def __init__(self, path):
        self.file = pikepdf.open(path)
        self.root = self.file.Root
        self.numbers = {page.objgen: number for number, page in enumerate(self.file.pages, 1)}
        def told(*how):
            run = subprocess.run(["pdftotext", *how, path, "-"], check=True, capture_output=True)
            return run.stdout.decode().split("\f")[:-1]
        # As it stands on the page, and in the order that it is read.
        self.pages, self.read = told("-layout"), told()
        # Every element with the pages that something of it is on, in the order of reading.
        self.elements = []
        self.walk(self.root.StructTreeRoot.K, [], None)

    def walk(self, node, above, page):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                self.walk(kid, above, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            if "/S" in node:
                element = {"kind": str(node.S), "pages": [], "node": node, "above": [e["kind"] for e in above]}
                self.elements.append(element)
                if "/K" in node:
                    self.walk(node.K, above + [element], page)
            elif page is not None:
                self.mark(above, page)
        elif page is not None:
            self.mark(above, page)

    def mark(self, above, page):
        for element in above:
            element["pages"].append(self.numbers[page.objgen])

    def kind(self, *kinds):
        return [element for element in self.elements if element["kind"] in kinds]

    def outline(self):
        """The bookmarks: depth, title, page."""
        found = []

        def look(node, depth):
            while node is not None:
                found.append((depth, words(str(node.Title)), self.numbers[node.Dest[0].objgen]))
                if "/First" in node:
                    look(node.First, depth + 1)
                node = node.get("/Next")
        look(self.root.Outlines.First, 1)
        return found

    def place(self, name):
        dest = self.root.Dests[f"/{name}"]
        return self.numbers[dest[0].objgen]


def make(bench, which, form, out, **more):
    command = [str(bench.program), "report", *REPORTS[which], "--root", str(REPOSITORY), "--lang", "sv",
               "--now", NOW, "--format", form, "--out", str(out)]
    env = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "DELWEBB_BROWSER")}
    env |= {"HOME": str(bench.top / "home"), "LANG": "sv_SE.UTF-8"} | more
    return bench.run(command, env=env)


def check(which, bench, report):
    """Makes a report in both forms and holds one against the other."""
    group = Group()
    page, made, again = (bench.top / f"{which}.{end}" for end in ("html", "pdf", "igen.pdf"))
    for form, out in (("html", page), ("pdf", made), ("pdf", again)):
        ended = make(bench, which, form, out)
        if not group.check(ended.code == 0 and out.exists(), f"{form}: {ended}"):
            return report.group(f"{which}: made", group.passed, group.problems)
    group.check(made.read_bytes() == again.read_bytes(), "the second time it has other bytes")
    want, pdf = Page(page.read_text(encoding="utf-8")), Pdf(made)
    report.group(f"{which}: made, {len(pdf.pages)} pages", group.passed, group.problems)

    group = Group()
    root = pdf.root
    group.check(bool(root.get("/MarkInfo", {}).get("/Marked")), "not marked as tagged")
    group.check(str(root.get("/Lang")) == want.lang, f"language {root.get('/Lang')}, not {want.lang}")
    group.check(words(str(pdf.file.docinfo.get("/Title"))) == want.title, f"title {pdf.file.docinfo.get('/Title')}")
    group.check(bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")), "the title is not shown")
    heads = pdf.kind("/TH")
    group.check(len(heads) == want.heads, f"{len(heads)} heads of rows and columns, not {want.heads}")
    for head in heads:
        group.check("/Scope" in repr(head["node"].get("/A")), "a head does not say of what it is one")
    levels = {"/H1": 1, "/H2": 2, "/H3": 3, "/H4": 4, "/H5": 5, "/H6": 6}
    tagged = [levels[element["kind"]] for element in pdf.kind(*levels)]
    group.check(tagged == [level for level, _ in want.headings], "headings are tagged as others than they are")
    for figure in pdf.kind("/Figure"):
        group.check("/Alt" in figure["node"], "a figure without a text")
    group.check(all("data:" not in str(link) and not str(link).startswith(("file:", "/")) for link in links(pdf)),
                "a link leads to this machine")
    for font in fonts(pdf):
        group.check(any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")), f"{font.get('/FontName')} is not embedded")
    told = made.read_bytes()
    for secret in (b"Linux", b"Mozilla", b"/CreationDate", str(bench.top).encode(), b"/tmp/"):
        group.check(secret not in told, f"{secret} is told")
    report.group(f"{which}: for aids and for anybody", group.passed, group.problems)

    group = Group()
    bookmarks = pdf.outline()
    group.check([title for _, title, _ in bookmarks] == [title for _, title in want.headings],
                lambda: "bookmarks: " + str([pair for pair in zip([b[1] for b in bookmarks], [h[1] for h in want.headings])
                                             if pair[0] != pair[1]][:5]))
    text = {number: words(page) for number, page in enumerate(pdf.pages, 1)}
    for _, title, number in bookmarks:
        group.check(title in words(pdf.read[number - 1]), f"“{title}” is not on page {number}")
    for place, title in want.contents:
        # The name of the report may begin as a chapter does, above the contents.
        told = re.findall(rf"^{re.escape(title)}[\s.]+(\d+)$", words_of_lines(pdf.pages[1]), re.M)
        shown = told[-1] if told else None
        real = next((number for _, own, number in bookmarks if own == title), None)
        group.check(shown == str(real) == str(pdf.place(place)), f"“{title}” is said to be on {shown}, and is on {real}")
    for number, page in text.items():
        is_cover = number == 1 and want.contents
        group.check(page.endswith(f"{number} ({len(pdf.pages)})") != bool(is_cover), f"page {number} does not end with its number")
        if number > 1:
            group.check(page.startswith(want.name), f"page {number} does not begin with the name of the report")
    report.group(f"{which}: bookmarks, contents, numbers", group.passed, group.problems)

    group = Group()
    for element in pdf.kind("/TR", "/Caption"):
        # What is said again on each page is the same row.
        if "/Column" not in repr(element["node"].get("/K")):
            group.check(len(set(element["pages"])) <= 1, f"a row is on the pages {set(element['pages'])}")
    for table, columns in zip(pdf.kind("/Table"), want.tables):
        for number in sorted(set(table["pages"])):
            missing = [name for name in columns if name.split()[0] not in text[number]]
            group.check(not missing, f"the table on page {number} does not say {missing}")
    group.check(len(pdf.kind("/Table")) == len(want.tables), "not as many tables")
    # A heading, and the first that comes after it.
    leaves = [e for e in pdf.elements if e["pages"] and e["kind"] not in ("/Document", "/Art", "/Sect", "/NonStruct", "/Div")]
    for element, following in zip(leaves, leaves[1:]):
        if element["kind"] in levels and not (element["kind"] == "/H1" and want.contents):
            group.check(following["pages"][0] == element["pages"][-1],
                        f"a heading on page {element['pages']} stands alone before {following['kind']} on {following['pages'][:1]}")
    if which == "möte":
        group.check(len(pdf.pages) == 1, f"{len(pdf.pages)} pages for a meeting")
    report.group(f"{which}: rows, heads and headings", group.passed, group.problems)


def words_of_lines(page):
    return "\n".join(words(line) for line in page.splitlines())


def links(pdf):
    for page in pdf.file.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and "/URI" in note.A:
                yield note.A.URI


def fonts(pdf):
    for thing in pdf.file.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            yield thing


@guarded
def main(asked, rng, report, bench):
    if pikepdf is None:
        report.skip("pdf", "pikepdf is not here")
        return
    if not shutil.which("pdftotext"):
        report.skip("pdf", "poppler is not here")
        return
    group = Group()
    gone = make(bench, "möte", "pdf", bench.top / "ingen.pdf", DELWEBB_BROWSER="/finns/inte")
    group.check(gone.code == 2 and "/finns/inte" in gone.err and "Chromium" in gone.err, f"no browser: {gone}")
    group.check(not gone.debug_text(), f"words for programmers: {gone}")
    group.check(not (bench.top / "ingen.pdf").exists(), "a file without a browser")
    report.group("a browser that is not there", group.passed, group.problems)
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge", "msedge")
    if not os.environ.get("DELWEBB_BROWSER") and not any(shutil.which(name) for name in names):
        report.skip("pdf", "no browser is here")
        return
    for which in REPORTS:
        check(which, bench, report)


if __name__ == "__main__":
    main(*start(__doc__), pages=1)
