#!/usr/bin/env python3
"""No path that anybody writes leads out: every way to say "outside" in every field that is a path.

Each case is a site of its own among canaries. Under strace nothing outside it may be opened or
changed, whatever is said; what is refused is refused with file and line. `--cases 0` runs all.
"""

import json
import os

from common import Group, guarded, start
from jail import CANARY, LEAST, SITE, Jail, places

LONG = "a" * 300
# What leads out, by a name for people. {top} is the folder around the site.
VECTORS = {
    "up": "../../canary", "far up": "../../../../../../../../etc/passwd", "back up": "..\\..\\canary",
    "absolute": "/etc/passwd", "absolute canary": "{top}/canary.txt", "encoded": "%2e%2e%2f%2e%2e%2fcanary",
    "half encoded": "..%2f..%2fcanary", "twice encoded": "%252e%252e%252f%252e%252e%252fcanary",
    "encoded NUL": "canary%00.md", "NUL": "../canary\0.md", "drive": "C:\\Windows\\win.ini",
    "drive /": "C:/Windows/win.ini", "verbatim": "\\\\?\\C:\\Windows\\win.ini", "share": "\\\\server\\delad\\x",
    "host": "//host/delad", "dot last": "sida.", "space last": "sida ", "device": "con", "device.md": "CON.html",
    "device ¹": "COM¹", "stream": "sida::$DATA", "long": LONG, "long parts": "/".join(["a" * 100] * 50),
    "dot": ".", "dots": "..", "nothing": "", "line break": "a\nb", "line break up": "a\n../../canary",
    "wide dots": "．．／．．／canary", "two-dot sign": "‥/‥/canary", "NFD": "../o\u0308ver/../../canary",
    "home": "~/canary", "variable": "$HOME/canary", "link": "../lank-ut/canary", "link .md": "../../lank-ut/canary.md",
    "file:": "file:///etc/passwd", "doubled": "....//....//canary", "semicolon": "..;/..;/canary",
    "inside and out": "om/../../../canary", "dot parts": "./.././../canary", "manifest": ".delwebb-manifest.json",
    "lock": "../.public.delwebb/lock", "git": ".git/config", "secret": "../.env", "option": "--out=/tmp/x",
    "escape": "\x1b[2J../canary", "turned": "\u202e/../canary", "html": "/x/\"><b>.html", "query": "?../canary",
}


def quoted(vector):
    """As YAML has it between double quotes, where every sign can be written."""
    return json.dumps(vector)


def page(line, body="Text."):
    return f"---\ntitel: Prov\n{line}\n---\n\n{body}\n"


def in_page(path, line):
    return lambda vector: {path: page(line.replace("V", quoted(vector)))}


def in_body(line):
    return lambda vector: {"content/om/a.md": page("ingress: Kort.", line.replace("V", vector))}


def in_register(name, row):
    return lambda vector: {f"content/register/{name}.yaml": row.replace("V", quoted(vector)) + "\n"}


def in_settings(line):
    def files(vector):
        have = SITE if not line.startswith("adress") else "titel: Prov\n"
        return {"content/site.yaml": have + line.replace("V", quoted(vector)) + "\n"}
    return files


def in_theme(template="{% extends \"strandlinje/sida.html\" %}", settings="", more=None):
    def files(vector):
        made = {"content/site.yaml": SITE + "tema: prov\n",
                "themes/prov/theme.yaml": "namn: Prov\nutökar: strandlinje\n" if not settings
                else settings.replace("V", quoted(vector)),
                "themes/prov/templates/sida.html": template.replace("V", vector.replace("\"", "")),
                "content/om/a.md": page("ingress: Kort.")}
        return made | {path: text.replace("V", vector) for path, text in (more or {}).items()}
    return files


WORK = "typ: projekt\n"
VOCABULARY = SITE + "vokabulär: {arbetstyp: [projekt]}\n"
DOCUMENTS = "- {id: plan, nyckel: F, titel: Planen, typ: plan}\n"


def with_more(make, more):
    return lambda vector: more | make(vector)


FIELDS = {
    "alias": in_page("content/om/a.md", "aliases:\n  - V"),
    "aliases, flow": in_page("content/om/a.md", "aliases: [/ok/, V]"),
    "mall": in_page("content/om/a.md", "mall: V"),
    "översättning_av": in_page("content/om/a.md", "översättning_av: V"),
    "språk": in_page("content/om/a.md", "språk: V"),
    "variant": in_page("content/om/a.md", "variant: V"),
    "taggar": in_page("content/om/a.md", "taggar: [V]"),
    "unknown key": in_page("content/om/a.md", "bild: V\nslug: V\naddress: V\nurl: V\nfil: V"),
    "källa": in_page("content/om/a.md", "källa: V"),
    "nyckeltal id": in_page("content/om/a.md", "nyckeltal: [{id: V, värde: 1, källa: beräknat}]"),
    "extra": in_page("content/om/a.md", "extra: {bild: V, mapp: V}"),
    "område": in_page("content/projekt/a.md", WORK + "område: V"),
    "förälder": in_page("content/projekt/a.md", WORK + "förälder: V"),
    "slutrapport": in_page("content/projekt/a.md", WORK + "slutrapport: {finns: ja, dokument: V}"),
    "händelse": in_page("content/projekt/a.md", WORK + "händelser: [{titel: V, datum: 2025-01-24, källa: beräknat}]"),
    "beslut id": in_page("content/projekt/a.md", WORK + "beslut: [{id: V, text: A, datum: 2025-01-24, källa: beräknat}]"),
    "titel": lambda vector: {"content/om/a.md": f"---\ntitel: {quoted(vector)}\n---\n\nText.\n"},
    "förval": lambda vector: {"content/om/_index.md": page(f"förval: {{mall: {quoted(vector)}, taggar: [{quoted(vector)}]}}"),
                              "content/om/a.md": page("ingress: A")},
    "taxonomi nyckel": lambda vector: {
        "content/site.yaml": SITE + f"taxonomier:\n- {{nyckel: {quoted(vector)}, titel: T}}\n",
        "content/om/a.md": page(f"{quoted(vector)}: [x]")},
    "tema": in_settings("tema: V"), "adress": in_settings("adress: V"), "tidszon": in_settings("tidszon: V"),
    "meny": in_settings("meny:\n- {titel: M, adress: V}"), "språk, site": in_settings("språk: [V]"),
    "grupp id": in_register("grupper", "- {id: V, namn: G}"),
    "organisation id": in_register("organisationer", "- {id: V, namn: O, typ: kommun}"),
    "dokument id": in_register("dokument", "- {id: V, nyckel: F, titel: P, typ: plan}"),
    "dokument nyckel": in_register("dokument", "- {id: p, nyckel: V, titel: P, typ: plan}"),
    "dokument länk": in_register("dokument", "- {id: p, nyckel: F, titel: P, typ: plan, länk: V}"),
    "lokal plan länk": in_register("lokala_planer", "- {organisation: o, år: 2025, status: finns, länk: V, källa: beräknat}"),
    "webbplats": in_register("organisationer", "- {id: o, namn: O, typ: kommun, webbplats: V}"),
    "begrepp id": in_register("ordlista", "- {id: V, term: T, förklaring: F}"),
    "planlås": lambda vector: {"content/fardplan/las.yaml": f"- {{år: {quoted(vector)}, avtryck: {quoted(vector)}}}\n"},
    "länk": in_body("[text om sidan](<V>)"), "länk utan <>": in_body("[text om sidan](V)"),
    "länk @": in_body("[text om sidan](<@/V>)"), "bild": in_body("![En karta](<V>)"),
    "referens": in_body("[text om sidan][r]\n\n[r]: <V>\n"), "autolänk": in_body("<V>"),
    "figur": in_body(":::figur {bild=\"V\" alt=\"En karta över länet\"}\nBild.\n:::"),
    "video": in_body(":::video {adress=\"V\" titel=\"Film\" textad=ja}\nFilmen.\n:::"),
    "diagram": in_body(":::diagram {titel=A beskrivning=B register=\"V\" etikett=\"V\" värde=\"V\" källa=beräknat}\n:::"),
    "dokument": in_body(":::dokument {id=\"V\"}\n:::"), "kontakt": in_body(":::kontakt {id=\"V\"}\n:::"),
    "komponent": in_body(":::V\ntext\n:::"), "rubrik-id": in_body("## Rubrik {#V}"),
    "fotnot": in_body("Text[^V].\n\n[^V]: Not."), "kodspråk": in_body("```V\nkod\n```"),
    "utökar": in_theme(settings="namn: Prov\nutökar: V\n"),
    "komponentnamn": in_theme(settings="namn: Prov\nutökar: strandlinje\nkomponenter:\n- {namn: V}\n"),
    "include": in_theme("{% include \"V\" %}"), "extends": in_theme("{% extends \"V\" %}"),
    "import": in_theme("{% import \"V\" as x %}"), "asset": in_theme("{{ asset(name=\"V\") }}"),
    "href": in_theme("{{ href(to=\"V\") }}"), "sträng": in_theme("{{ t(key=\"V\") }}"),
    "css": in_theme(more={"themes/prov/assets/egen.css": "a { background: url(\"V\"); }\n@import \"V\";\n"}),
}
FIELDS = {name: with_more(make, {"content/register/dokument.yaml": DOCUMENTS, "content/site.yaml": VOCABULARY}
                          if name not in ("dokument id", "dokument nyckel", "dokument länk") else {})
          for name, make in FIELDS.items()}
# Names on the disk: where `/` makes folders, and where a name may be anything but `/` and NUL.
NAMES = {"sida": "content/om/V.md", "mapp": "content/om/V/index.md", "bild": "content/om/V.png",
         "static": "content/static/V", "temafil": "themes/prov/assets/V", "temamall": "themes/prov/templates/V.html",
         "tema": "themes/V/theme.yaml", "register": "content/register/V.yaml"}


def words_for(jail):
    """Words on the command line: each with the vector in place of V."""
    site = str(jail.site)
    program = str(jail.bench.program)
    new = [program, "new", "--root", site, "--lang", "sv"]
    return {
        "--theme": jail.command("--theme", "V"), "--base-url": jail.command("--base-url", "V"),
        "new titel": [*new, "sida", "V"], "new --folder": [*new, "sida", "Ny sida", "--folder", "V"],
        "new sort": [*new, "V", "Ny sida"], "schema": [program, "schema", "--root", site, "--lang", "sv", "V"],
        "explain": [program, "explain", "--lang", "sv", "V"], "--now": jail.command("--now", "V")[:-3] + ["--now", "V"],
    }


def on_disk(path, vector):
    """The bytes of a path with the vector in it, or None where no disk can have it."""
    name = path.replace("V", vector).encode("utf-8", "surrogatepass")
    parts = name.split(b"/")
    if b"\0" in name or any(part in (b"", b".", b"..") or len(part) > 255 for part in parts) or len(name) > 3000:
        return None
    return name


def judge(group, name, ended, wrong, where=None):
    """What must hold of every run. `where` is the file and lines that a refusal must name."""
    shown = f"{name}: {ended}"
    group.check(ended.code in (0, 1, 2), f"{shown}\nexit {ended.code}")
    group.check(ended.debug_text() is None, f"{shown}\nsays {ended.debug_text()}")
    group.check(not wrong, f"{name}: {'; '.join(wrong[:5])}")
    group.check("\x1b" not in ended.out + ended.err, f"{name}: an escape sequence reaches the terminal")
    if ended.code == 1 and where:
        found = places(ended)
        group.check(any(where(file, line) for file, line in found), f"{shown}\nnames only {found}")


@guarded
def main(asked, rng, report, bench):
    jail = Jail(bench)
    jail.fresh(LEAST | FIELDS["taggar"]("ord"))
    ended, wrong = jail.run(jail.command())
    group = Group()
    group.check(ended.code == 0, f"a harmless site: {ended}")
    group.check(f"{CANARY} " in (jail.top / "canary").read_text(), "no canary")
    # The watch sees what it is to see: a theme that is a link out is no theme of ours.
    _, wrong = jail.run(["cat", str(jail.top / "canary.txt")])
    group.check(len(wrong) >= 2, f"the watch misses a file that is read: {wrong}")
    _, wrong = jail.run(["touch", str(jail.top / "canary.txt")])
    group.check(any("changed" in one for one in wrong), f"the watch misses a file that is touched: {wrong}")
    report.group("the watch", group.passed, group.problems)

    cases = [("field", name, vector) for name in FIELDS for vector in VECTORS]
    cases += [("name", name, vector) for name in NAMES for vector in VECTORS]
    cases += [("word", name, vector) for name in words_for(jail) for vector in VECTORS]
    if asked.cases:
        # Every field and every vector comes along at least once.
        rng.shuffle(cases)
        seen, first, rest = set(), [], []
        for case in cases:
            new = {case[:2], case[2]} - seen
            seen |= new
            (first if new else rest).append(case)
        cases = first + rest[:max(0, asked.cases - len(first))]
    groups = {kind: Group() for kind in ("field", "name", "word")}
    refused = 0
    for kind, name, vector in cases:
        written = VECTORS[vector].replace("{top}", str(jail.top))
        shown = f"{name} with {vector!r}"
        if kind == "field":
            files = LEAST | FIELDS[name](written)
            jail.fresh(files)
            ended, wrong = jail.run(jail.command())
            own = {path for path in files if path not in LEAST or files[path] != LEAST[path]}
            judge(groups[kind], shown, ended, wrong,
                  lambda file, line: file in own and line <= files[file].count("\n") + 1
                  and (line > 1 or not file.endswith(".md"))
                  or name == "komponentnamn" and file.startswith("themes/prov/templates/"))
        elif kind == "name":
            path = on_disk(NAMES[name], written)
            if path is None:
                continue
            jail.fresh(LEAST | {"themes/prov/theme.yaml": "namn: Prov\nutökar: strandlinje\n"})
            jail.write(path, page("ingress: A") if path.endswith(b".md") else "namn: a\n")
            ended, wrong = jail.run(jail.command())
            judge(groups[kind], shown, ended, wrong, lambda file, line: True)
        else:
            command = [word.replace("V", written) if word == "V" else word for word in words_for(jail)[name]]
            if any("\0" in word for word in command):
                continue
            jail.fresh(LEAST)
            ended, wrong = jail.run(command)
            if name.startswith("new") and ended.code == 0:
                made = (jail.site / "content").rglob("*.md")
                made = {str(path) for path in made}
                wrong = [one for one in wrong if one.removeprefix("changed ") not in made
                         and not os.path.isdir(one.removeprefix("changed ").removeprefix("opened "))]
            judge(groups[kind], shown, ended, wrong)
        refused += ended.code != 0
    for kind, group in groups.items():
        report.group({"field": "fields", "name": "names on the disk", "word": "words on the command line"}[kind],
                     group.passed, group.problems)
    print(f"{len(cases)} cases, {refused} of them refused")

    group = Group()
    listed = [vector for vector in VECTORS.values() if "\0" not in vector]
    for vector in rng.sample(listed, 12) if asked.cases else listed:
        # A list of files that somebody else has changed is no leave to remove others.
        jail.fresh(LEAST | {"content/om/a.md": page("ingress: A")})
        ended, _ = jail.run(jail.command())
        path = jail.out / ".delwebb-manifest.json"
        manifest = json.loads(path.read_text())
        manifest["files"] += [vector.replace("{top}", str(jail.top)), "../canary.txt", str(jail.top / "canary.txt")]
        path.write_text(json.dumps(manifest))
        (jail.site / "content/om/a.md").unlink()
        for _ in range(2):
            ended, wrong = jail.run(jail.command())
            judge(group, f"a manifest with {vector!r}", ended, wrong)
    report.group("a changed manifest", group.passed, group.problems)

    group = Group()
    for name, vector in VECTORS.items():
        written = vector.replace("{top}", str(jail.top))
        jail.fresh(LEAST)
        asked_for = os.path.normpath(os.path.join(jail.site, written))
        # Where the words lead, the site may be written: they are the user's own. Nowhere else.
        if "\0" in written or not asked_for.startswith(str(jail.top)) and not os.path.isfile(asked_for):
            continue
        ended, wrong = jail.run(jail.command(out=written or "--"), cwd=jail.site)
        parent, last = os.path.split(os.path.realpath(asked_for))
        beside = (os.path.join(parent, last), os.path.join(parent, f".{last}.delwebb"))
        made = [one.split(" ", 1)[1] for one in wrong]
        wrong = [one for one, path in zip(wrong, made) if not any(
            path == own or path.startswith(f"{own}/") or own.startswith(f"{path}/") for own in beside)]
        judge(group, f"--out {name!r}", ended, wrong)
        for place, text in LEAST.items():
            group.check((jail.site / place).read_text() == text, f"--out {name!r} changed {place}")
        group.check(CANARY in (jail.top / "canary.txt").read_text(), f"--out {name!r} changed a canary")
    report.group("output folders", group.passed, group.problems)


main(*start(__doc__, option="cases", default=220, needs_strace=True), pages=2)
