#!/usr/bin/env python3
"""What is written is what is shown: text stays text, whatever it looks like.

The big list of naughty strings and everything that a template engine could take for its own
stand in titles, ingresses, tags, bodies, components, registers and names of files of a site
with `typografi: nej`. Every text is then read back from the pages (by a parser of HTML), the
feeds, the calendars and the open data, and is what was written – or check has said so, with
file and line. `--texts 0` takes all of them.
"""

import csv
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

from common import NOW, Group, guarded, start

HERE = Path(__file__).resolve().parent
TEMPLATES = [
    "{{ }}", "{{ 7*7 }}", "{{7*7}}", "{% include \"/etc/passwd\" %}", "{% include 'bas.html' %}", "{# borta #}",
    "{{ site.title }}", "{{ page }}", "{{ config }}", "{{ __tera_context }}", "{{ get_env(name=\"HOME\") }}",
    "{{ asset(name=\"site.css\") }}", "{{ t(key=\"bas.skip\") }}", "{% raw %}{{ 1 }}{% endraw %}", "{% set x = 1 %}",
    "{% for x in [1] %}x{% endfor %}", "{% if true %}ja{% endif %}", "{%- block innehall -%}", "{% extends \"bas.html\" %}",
    "{% import \"m.html\" as m %}", "{{ super() }}", "{{ body | safe }}", "{{ \"<b>\" | safe }}", "{{ 'a' ~ 'b' }}",
    "{{- 1 -}}", "{%", "%}", "{{", "}}", "{#", "#}", "{{{ 1 }}}", "{{< kortkod >}}", "{{% kortkod %}}", "${7*7}",
    "#{7*7}", "<%= 7*7 %>", "{7*7}", "*{7*7}", "@(7*7)", "[[${7*7}]]", "%(a)s %s %n %x", "{0} {a}", "{antal} {nr} {ord}",
    "{titel} {namn} {år} {nummer}", "\\{\\{ 7*7 \\}\\}", "&#123;&#123; 7*7 &#125;&#125;", "{{ <kort namn=\"x\" /> }}",
    "{% component x() %}", "]]>", "<!--", "--!>", "</title>", "</textarea>", "&amp;amp;", "&lt;b&gt;", "&nbsp;", "&#0;",
]
SETTINGS = """titel: Prov
adress: "https://prov.example/"
typografi: nej
vokabulär: {arbetstyp: [projekt], dokumenttyp: [plan], organisationstyp: [kommun]}
taxonomier: [{nyckel: teman, titel: Teman}]
"""
# Marks around each text, where it can be found again. The number is the text's own.
BEGIN, END = "⟦{}⟧", "⟦/{}⟧"
MARKED = re.compile(r"⟦(\d+)⟧(.*?)⟦/\1⟧", re.S)


def quoted(text):
    """Between double quotes, as YAML has it: what it cannot hold as it stands is written out."""
    out = []
    for c in json.dumps(text, ensure_ascii=False):
        code = ord(c)
        plain = 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFEFF or code > 0xFFFF
        plain = plain and c not in "\u2028\u2029" or 0xFEFF < code < 0xFFFE
        out.append(c if plain else f"\\U{code:08X}")
    return '"' + "".join(out)[1:-1] + '"'


def marked(number, text):
    return f"{BEGIN.format(number)}{text}{END.format(number)}"


def attribute(text):
    """As an attribute of a component has it, or nothing where it cannot."""
    return None if '"' in text or "\n" in text or "\\" in text else f'"{text}"'


def write_site(root, texts):
    files = {"content/site.yaml": SETTINGS, "content/index.md": "---\ntitel: Start\n---\n",
             "content/register/dokument.yaml": "- {id: f, nyckel: F, titel: Planen, typ: plan}\n"}
    groups, words = [], []
    for number, text in enumerate(texts):
        own = quoted(marked(number, text))
        fence = "`" * (max([2, *(len(run) for run in re.findall("`+", text))]) + 1)
        titled = attribute(marked(number, text))
        component = f":::faktaruta {{titel={titled}}}\nText.\n:::\n" if titled else ""
        files[f"content/projekt/p{number}.md"] = f"""---
titel: {quoted(text) if text else '""'}
typ: projekt
ingress: {own}
taggar: [{quoted(text)}]
teman: [{own}]
kort_sagt: {own}
beslut: [{{text: {own}, datum: 2025-01-24, källa: F 1}}]
händelser: [{{titel: {own}, datum: 2025-02-03, plats: {own}, källa: F 1}}]
nyckeltal: [{{id: n{number}, värde: 1, enhet: {own}, text: {own}, källa: F 1}}]
---

{component}
{fence}text
{marked(number, text)}
{fence}
"""
        groups.append(f"- {{id: g{number}, namn: {own}, uppgift: {own}, källa: F 1}}\n")
        words.append(f"- {{id: b{number}, term: {own}, förklaring: {own}}}\n")
        files[f"content/nyheter/n{number}.md"] = (f"---\ntitel: {own}\ningress: {own}\ndatum: 2025-01-24\nkälla: F 1\n---\n")
        # As somebody writes who has not heard of quotes.
        files[f"content/om/o{number}.md"] = f"---\ntitel: {text}\n---\n\n{text}\n"
    files["content/register/grupper.yaml"] = "".join(groups)
    files["content/register/ordlista.yaml"] = "".join(words)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


class Read(HTMLParser):
    """The text of a page, of its first heading and title, and the values of its attributes. What it
    tells search engines is JSON: its words, not its signs."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.values, self.parts = [], [], [], {"h1": [], "title": []}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in self.parts or ("type", "application/ld+json") in attrs:
            self.open.append(tag)
        self.values += [value for _, value in attrs if value]

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        if "script" in self.open:
            self.text += strings(json.loads(data))
            return
        self.text.append(data)
        for tag in self.open:
            self.parts[tag].append(data)


def shown(text):
    """A text as it is to come back: composed, as all text is; what HTML cannot hold is replaced."""
    return unicodedata.normalize("NFC", text)


def findings(bench, root):
    command = [str(bench.program), "check", "--root", str(root), "--format", "json", "--lang", "sv"]
    ended = bench.run(command)
    return ended, [json.loads(line) for line in ended.out.split("\n") if line]


def clear_away(bench, root, group, texts):
    """Takes away what check refuses, page by page; each refusal has its file, line and words."""
    refused = {"p": set(), "o": set()}
    for _ in range(8):
        ended, found = findings(bench, root)
        group.check(ended.code in (0, 1) and not ended.err and ended.debug_text() is None, f"check: {ended}")
        errors = [one for one in found if one["severity"] == "error"]
        if not errors:
            return refused
        for file in {one["file"] for one in errors}:
            own = [one for one in errors if one["file"] == file]
            match = re.search(r"/([pno])(\d+)\.md$", file)
            if not match:
                rows = (root / file).read_text(encoding="utf-8").split("\n")
                bad = {one["line"] for one in own}
                # Signs that no font has, or that nobody sees.
                group.check({one["code"] for one in own} <= {"F007"}, f"{file}: {own[0]}: {rows[own[0]['line'] - 1]}")
                (root / file).write_text("\n".join(row for at, row in enumerate(rows, 1) if at not in bad), encoding="utf-8")
                continue
            kind, text = match.group(1), texts[int(match.group(2))]
            lines = (root / file).read_text(encoding="utf-8", errors="surrogatepass").count("\n") + 1
            for one in own:
                group.check(one["line"] <= lines and one["message"] and one["why"], f"{file}: {one}")
            if kind != "o":
                # Quoted, a text is refused for what it is only: no address can be made of it, it
                # is empty, it has signs that nobody sees. Then the tag goes, and at last the page.
                path = root / file
                page = path.read_text(encoding="utf-8")
                tagless = re.sub(r"(?m)^(taggar|teman): .*\n", "", page)
                if page != tagless and {one["code"] for one in own} <= {"A003", "F005", "A007"}:
                    path.write_text(tagless, encoding="utf-8")
                    continue
                allowed = not text.strip() or {one["code"] for one in own} <= {"A003", "F007", "Y006", "Y009"}
                group.check(allowed, f"{text!r} is refused in {file}: {own[0]['code']} {own[0]['message']}")
            refused.setdefault(kind, set()).add(int(match.group(2)))
            (root / file).unlink()
    group.check(False, f"there are errors without end: {errors[:3]}")
    return refused


@guarded
def main(asked, rng, report, bench):
    naughty = json.loads((HERE.parent / "data" / "naughty-strings.json").read_text(encoding="utf-8"))
    naughty = rng.sample(naughty, min(asked.texts, len(naughty))) if asked.texts else naughty
    texts = TEMPLATES + naughty
    root, out = bench.top / "webb", bench.top / "byggd"
    write_site(root, texts)
    group = Group()
    refused = clear_away(bench, root, group, texts)
    kept = len(texts) - len(refused["p"])
    group.check(kept > 0.95 * len(texts), f"only {kept} of {len(texts)} pages are left")
    report.group("checked", group.passed, group.problems, f"{len(refused['p'])} and, without quotes, {len(refused['o'])} "
                 f"of {len(texts)} refused")
    group = Group()
    build = [str(bench.program), "build", "--root", str(root), "--out", str(out), "--now", NOW, "--lang", "sv"]
    ended = bench.run(build)
    group.check(ended.code == 0, f"{ended}")
    pages = data = 0
    for number, text in enumerate(texts):
        page = out / "projekt" / f"p{number}" / "index.html"
        if number in refused["p"]:
            continue
        read = Read(page.read_text(encoding="utf-8"))
        pages += 1
        title, heading = "".join(read.parts["title"]), "".join(read.parts["h1"])
        # What stands around a value, spaces and tabs, is not the value's.
        wanted = shown(text).strip()
        group.check(heading == wanted, f"p{number}: {text!r} is shown as {heading!r}")
        group.check(title == f"{wanted} – Prov", f"p{number}: {text!r} has the title {title!r}")
        places = MARKED.findall("".join(read.text))
        group.check(len([1 for at, _ in places if int(at) == number]) >= 5, f"p{number}: {text!r} stands in {len(places)} places")
    for number, text in enumerate(texts):
        # Without quotes YAML has its say: `#` begins a comment. What is left has no other signs.
        page = out / "om" / f"o{number}" / "index.html"
        if number not in refused["o"]:
            heading = "".join(Read(page.read_text(encoding="utf-8")).parts["h1"])
            group.check(heading.strip("'\"") in shown(text) and heading, f"o{number}: {text!r} is shown as {heading!r}")

    def same(found, where):
        for at, value in found:
            wanted = shown(texts[int(at)])
            if where.suffix == ".xml":
                # XML cannot hold these at all, however they are written.
                wanted = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", wanted)
            group.check(value == wanted, f"{where}: {wanted!r} is shown as {value!r}")
        return len(found)

    for path in sorted(out.rglob("*.html")):
        read = Read(path.read_text(encoding="utf-8"))
        same(MARKED.findall("".join(read.text)), path.relative_to(out))
        same([one for value in read.values for one in MARKED.findall(value)], path.relative_to(out))
    report.group("pages", group.passed, group.problems, f"{pages} of {len(texts)} texts")

    group = Group()
    for path in sorted(out.rglob("*.json")):
        data += same(MARKED.findall("\n".join(strings(json.loads(path.read_text(encoding="utf-8"))))), path.relative_to(out))
    for path in sorted(out.rglob("*.xml")):
        tree = ET.fromstring(path.read_bytes())
        data += same([one for text in tree.itertext() for one in MARKED.findall(text)], path.relative_to(out))
    for path in sorted(out.rglob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";" if ";" in path.read_text(encoding="utf-8").split("\n")[0] else ","))
        data += same([one for row in rows for cell in row for one in MARKED.findall(cell)], path.relative_to(out))
    for path in sorted(out.rglob("*.ics")):
        text = path.read_bytes().decode("utf-8").replace("\r\n ", "")
        lines = re.sub(r"\\([\\;,])", r"\1", text)
        data += same(MARKED.findall(lines), path.relative_to(out))
    group.check(data > len(texts), f"only {data} texts are found in the data")
    report.group("data", group.passed, group.problems, f"{data} places")

    names(bench, report, texts)


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def names(bench, report, texts):
    """Texts as names of files: a page or file of that name, or a finding that names it."""
    group = Group()
    root = bench.top / "namn"
    check = [str(bench.program), "check", "--root", str(root), "--lang", "sv", "--format"]
    (root / "content/om").mkdir(parents=True)
    (root / "content/static").mkdir()
    (root / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "content/index.md").write_text("---\ntitel: Start\n---\n")
    made = {}
    for number, text in enumerate(texts):
        raw = text.encode("utf-8", "surrogatepass")
        if not raw or b"/" in raw or b"\0" in raw or len(raw) > 240 or text in (".", ".."):
            continue
        (root / "content/om" / f"{text}.md").write_text(f"---\ntitel: Sida {number}\n---\n", encoding="utf-8")
        (root / "content/static" / text).write_bytes(b"fil")
        made[number] = text
    out = bench.top / "namngiven"
    build = [str(bench.program), "build", "--root", str(root), "--out", str(out), "--now", NOW, "--lang", "sv"]
    for _ in range(8):
        ended, found = findings(bench, root)
        group.check(ended.code in (0, 1) and not ended.err and ended.debug_text() is None, f"check: {ended}")
        for form in ("text", "oneline", "github"):
            said = bench.run([*check, form])
            acts = re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.out)
            group.check(not acts, f"--format {form}: {acts and said.out[max(0, acts.start() - 80):acts.end()]!r}")
        errors = {one["file"] for one in found if one["severity"] == "error"}
        if not errors:
            break
        for file in errors:
            named = [path for path in (root / "content").rglob("*") if path.is_file()
                     and unicodedata.normalize("NFC", str(path.relative_to(root))) == file]
            if group.check(named, f"{file!r} is named, but is no file"):
                named[0].unlink()
    ended = bench.run(build)
    group.check(ended.code == 0, f"{ended}")
    left = {unicodedata.normalize("NFC", str(path.relative_to(root / "content/static")))
            for path in (root / "content/static").iterdir() if not path.name.startswith("#") and not path.name.endswith("~")}
    built = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    group.check(left <= built, f"lost: {sorted(left - built)[:5]}")
    pages = len(list((root / "content/om").glob("*.md")))
    group.check(pages > len(made) // 5, f"only {pages} of {len(made)} names are pages")
    report.group("names of files", group.passed, group.problems, f"{pages} pages and {len(left)} files of {len(made)} names")


main(*start(__doc__, option="texts", default=120), pages=2)
