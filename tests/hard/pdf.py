#!/usr/bin/env python3
"""`delwebb report … --format pdf` of the real content, made by a real browser.

What aids need is there – tags, language, title, heads of tables, bookmarks –, the contents tell
the pages that things really are on, no row is split and no heading stands alone, tables say their
heads again, the same report gives the same bytes, and nothing tells of the machine. A browser that
is not there is told of.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
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

from common import NOW, SITE, Group, finish, guarded, start  # noqa: E402
from report_page import Page, Said, letters, words  # noqa: E402

REPORTS = {"år": ["år", "2025"], "halvår": ["halvår", "2025-2"], "möte": ["möte", "--since", "2025-11-01"],
           "kort möte": ["möte", "--since", "2026-01-01"]}


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
        # In the order that it is written.
        self.written = told("-raw")
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

    def lost(self, said, around):
        """Which pieces of a page are not here. `around`: what each page says above and below."""
        def inside(number, text):
            text = letters(text)
            for own in (*map(letters, around), f"{number}{len(self.pages)}"):
                text = text.removeprefix(own).removesuffix(own)
            return text
        here = "".join(inside(number, text) for number, text in enumerate(self.written, 1))
        whole = letters("".join(self.written))
        return [piece for piece in said.pieces() if letters(piece) not in here and letters(piece) not in whole]

    def leads(self):
        """Where the links in the file lead: the page that each is on, and the page it leads to."""
        for number, page in enumerate(self.file.pages, 1):
            for note in page.get("/Annots", []):
                to = note.get("/Dest", note.get("/A", {}).get("/D"))
                if to is not None:
                    dest = to if isinstance(to, pikepdf.Array) else self.root.Dests[str(to)]
                    yield number, self.numbers[dest[0].objgen]

    def place(self, name):
        dest = self.root.Dests[f"/{urllib.parse.quote(name)}"]
        return self.numbers[dest[0].objgen]


def make(bench, which, form, out, root=REPOSITORY, **more):
    command = [str(bench.program), "report", *REPORTS[which], "--root", str(root), "--lang", "sv",
               "--now", NOW, "--format", form, "--out", str(out)]
    env = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "DELWEBB_BROWSER")}
    env |= {"HOME": str(bench.top / "home"), "LANG": "sv_SE.UTF-8"} | more
    return bench.run(command, env=env)


def make_both(bench, which, form, group, root=REPOSITORY):
    """Makes a report as a page and twice in a form, which must be the same: the page and the file."""
    page, made, again = (bench.top / f"{root.name}-{which}.{end}" for end in ("html", form, f"igen.{form}"))
    for kind, out in (("html", page), (form, made), (form, again)):
        ended = make(bench, which, kind, out, root)
        if not group.check(ended.code == 0 and out.exists(), f"{kind}: {ended}"):
            return None
    group.check(made.read_bytes() == again.read_bytes(), "the second time it has other bytes")
    return page, made


def check(which, bench, report):
    """Makes a report in both forms and holds one against the other."""
    group = Group()
    both = make_both(bench, which, "pdf", group)
    if not both:
        return report.group(f"{which}: made", group.passed, group.problems)
    page, made = both
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
    said = Said(page.read_text(encoding="utf-8"), is_shown=True)
    lost = pdf.lost(said, around(page))
    if "möte" in which:
        # A meeting has one page, and no room to say what its list of what is missing is.
        lost = [piece for piece in lost if not piece.startswith("Uppgifterna finns inte i underlaget.")]
    group.check(not lost, f"{len(lost)} of {len(said.pieces())} pieces are lost: {lost[:5]}")
    leads = list(pdf.leads())
    group.check(len(leads) >= len(want.contents), f"{len(leads)} links inside")
    report.group(f"{which}: every word, and links", group.passed, group.problems)

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
    if "möte" in which:
        group.check(len(pdf.pages) == 1, f"{len(pdf.pages)} pages for a meeting")
    report.group(f"{which}: rows, heads and headings", group.passed, group.problems)


ODD = """---
titel: Uppföljning av länsplanen för barn och unga med behov av samordnade insatser, samverkan mellan kommunerna och regionen, och av vad verksamheterna har redovisat för året 2025
rapport: år
år: 2025
---

## Väg och %-satser

En bred tabell, och en not.[^1] Kostnaden är ~~500~~ 700 kronor, 10<sup>2</sup> av dem i H<sub>2</sub>O.

| Kommun | Vårdcentral | Elevhälsoteam | Socialtjänst | Ungdomsmottagning | Familjecentral | Öppenvårdsbehandling | Korttidsboende | Samordningsförbund |
|---|---|---|---|---|---|---|---|---|
| Nordanstigskommun | sammanlagt | tvåhundrafyrtio | sextiofem | niohundranittio | tolvhundra | fyrtiosju | trettiotre | sextusensjuhundra |

:::diagram {titel="Antal team" beskrivning="Flest team finns i norr." källa=beräknat}
| Del | Team |
|---|---|
| Norra | 12 |
| Södra | 7 |
:::

:::dragspel {titel="Mer om talen"}
Ordningstalet står inuti.
:::

<details><summary>Den ena</summary><p>Inuti den ena.</p></details>
<details><summary>Den andra</summary><p>Inuti den andra.</p></details>

[Till vägen](#vag-och-satser)

[^1]: Notens text.
"""


def odd_site(bench, theme):
    """A site whose report is hard to print: a long title, a wide table, what is closed, a long list of contents."""
    root = bench.top / theme
    pages = {"site.yaml": SITE + f"tema: {theme}\nrå_html: sanerad\n", "index.md": "---\ntitel: Start\n---\n\nText.\n",
             "rapporter/_index.md": "---\ntitel: Rapporter\n---\n", "rapporter/2025/index.md": ODD}
    for path, text in pages.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    return root


def check_odd(theme, bench, report):
    group = Group()
    both = make_both(bench, "år", "pdf", group, odd_site(bench, theme))
    if not both:
        return report.group(f"odd, {theme}: made", group.passed, group.problems)
    page, made = both
    text = page.read_text(encoding="utf-8")
    want, pdf = Page(text), Pdf(made)
    lost = pdf.lost(Said(text, is_shown=True), around(page))
    group.check(not lost, f"lost: {lost}")
    whole = words(" ".join(pdf.read))
    for place, title in want.contents:
        group.check(re.search(rf"{re.escape(title)} {pdf.place(place)}\b", whole), f"the contents do not say where “{title}” is")
    group.check(not re.search(r"\b00\b", whole), "a number that is none")
    if theme == "strandlinje":
        told = {number for number, text in enumerate(pdf.pages, 1)
                if any(re.search(rf"^\s*{re.escape(title)}\s+\d+$", text, re.M) for _, title in want.contents)}
        group.check(len(told) > 1, f"the contents are not on two pages, but on {told}")
    # The cover is one page, with everything that is on it.
    group.check("31 december 2025" in words(pdf.pages[0]), "the cover spills over")
    # Those in the contents, and the one in the text, to what is on an earlier page or the same.
    leads = list(pdf.leads())
    group.check(len(leads) > len(want.contents) and any(to <= own for own, to in leads), f"links lead {leads}")
    report.group(f"odd, {theme}: {len(pdf.pages)} pages", group.passed, group.problems)


def interrupted(bench, report):
    """Ctrl+C while a browser prints: it is stopped, and nothing is left."""
    group = Group()
    browser, alive, place = (bench.top / name for name in ("hänger", "lever", "tillfälligt"))
    browser.write_text(f'#!/bin/sh\nwhile :; do echo x >>"{alive}"; sleep 0.1; done\n', encoding="utf-8")
    browser.chmod(0o755)
    place.mkdir()
    command = [str(bench.program), "report", *REPORTS["möte"], "--root", str(REPOSITORY), "--now", NOW, "--lang", "sv",
               "--format", "pdf", "--out", str(bench.top / "avbruten.pdf")]
    process = bench.begin(command, env=bench.environment() | {"DELWEBB_BROWSER": str(browser), "TMPDIR": str(place)})
    until = time.monotonic() + 30
    while not alive.exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    ended = finish(process)
    group.check(ended.code == 2 and "avbröts" in ended.err and not ended.debug_text(), f"interrupted: {ended}")
    size = alive.stat().st_size
    time.sleep(0.5)
    group.check(alive.stat().st_size == size, "the browser goes on")
    group.check(not list(place.iterdir()), f"left: {list(place.iterdir())}")
    group.check(not (bench.top / "avbruten.pdf").exists(), "a file of what was interrupted")
    report.group("interrupted", group.passed, group.problems)


def around(page):
    """What the pages of a report say above and below."""
    return re.findall(r'data-(?:titel|avsandare)="([^"]*)"', page.read_text(encoding="utf-8").split("<body")[0])


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
    for theme in ("strandlinje", "spang"):
        check_odd(theme, bench, report)
    interrupted(bench, report)


if __name__ == "__main__":
    main(*start(__doc__), pages=1)
