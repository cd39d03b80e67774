#!/usr/bin/env python3
"""Holds the JSON Schemas of `delwebb schema` against content, with a validator and a YAML reader
that others wrote.

All content of the real site, the starter site and a site full of hard values is right; content
with a mistake is refused; and no value that the program takes is refused by the schema. Seeded.
"""

import argparse
import fnmatch
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "hard"))
sys.path.insert(0, str(HERE.parent / "faces"))
from common import Group, Report  # noqa: E402
from packages import missing_packages  # noqa: E402

NOW = "2026-01-24"


def packages():
    global jsonschema, ruamel
    import jsonschema
    import ruamel.yaml


def delwebb(program, root, *arguments):
    return subprocess.run([program, *arguments, "--root", root, "--now", NOW, "--lang", "en"],
                          capture_output=True, text=True)


def read_yaml(text):
    """What an editor sees: YAML 1.2, where a date is text."""
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)

    class Constructor(ruamel.yaml.constructor.SafeConstructor):
        pass

    Constructor.add_constructor("tag:yaml.org,2002:timestamp",
                                ruamel.yaml.constructor.SafeConstructor.construct_yaml_str)
    yaml.Constructor = Constructor
    return yaml.load(text)


def front_matter(text):
    lines = text.lstrip("\ufeff").splitlines()
    ends = [at for at, line in enumerate(lines) if line.rstrip() == "---"]
    return "\n".join(lines[ends[0] + 1:ends[1]])


KINDS = {"omraden": "omrade", "projekt": "arbete", "fardplan": "plan", "nyheter": "nyhet",
         "kalender": "handelse", "kommuner": "organisationssida", "malgrupper": "malgruppssida",
         "malbild": "delmalssida", "grupper": "gruppsida", "dokument": "dokumentsida",
         "rapporter": "rapport"}


def schema_name(path):
    """Which schema describes the file at `path`, below content/ (by the docs, not the program)."""
    if path.name == "site.yaml":
        return "site"
    if path.parts[0] == "register":
        return path.stem
    name = path.name.split(".")[0]
    if name == "_index":
        return "avdelning"
    if str(path.parent) == "." and name == "index":
        return "startsida"
    if path.parts[0] == "rapporter" and len(path.parts) > 2:
        return "rapport" if name == "index" else "rapporttext"
    return KINDS.get(path.parts[0], "sida")


def values(root):
    """Every file of content with its schema's name and its value."""
    for file in sorted((root / "content").rglob("*")):
        path = file.relative_to(root / "content")
        if path.parts[0] == "static" or path.name == "las.yaml" or not file.is_file():
            continue
        if file.suffix == ".md":
            yield path, schema_name(path), read_yaml(front_matter(file.read_text("utf-8")))
        elif file.suffix == ".yaml":
            yield path, schema_name(path), read_yaml(file.read_text("utf-8"))


class Site:
    """A site with its schemas."""

    def __init__(self, program, root):
        self.program, self.root = program, root
        run = delwebb(program, root, "schema", "--editor")
        if run.returncode:
            raise RuntimeError(f"schema --editor failed: {run.stderr}")
        folder = root / ".delwebb" / "schema"
        self.schemas = {file.stem: json.loads(file.read_text("utf-8"))
                        for file in folder.glob("*.json")}
        self.validators = {name: jsonschema.Draft7Validator(schema)
                           for name, schema in self.schemas.items()}

    def problems(self, name, value):
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:300]
                for error in self.validators[name].iter_errors(value)]


# ---------------------------------------------------------------- the schemas themselves

def parts(schema, path=""):
    """Every mapping of fields in a schema: where, and the mapping."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield path, schema
        for key, value in schema.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for at, value in enumerate(schema):
            yield from parts(value, f"{path}/{at}")


def well_formed(site, group):
    group.check(len(site.schemas) > 20, "hardly any schemas")
    for name, schema in site.schemas.items():
        jsonschema.Draft7Validator.check_schema(schema)
        group.check(schema["title"] and schema["description"], f"{name} says nothing of itself")
        mappings = list(parts(schema))
        group.check(mappings, f"{name} has no fields")
        for path, mapping in mappings:
            group.check(mapping.get("additionalProperties") is False, f"{name}{path} is open")
            for key, field in mapping["properties"].items():
                if "förval" in path or "förval" == key:
                    continue
                group.check(field.get("title") and field.get("description"),
                            f"{name}{path}: {key} is not described")
        # What an editor's JavaScript reads differently, or not at all.
        for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema)):
            group.check(not re.search(r"\(\?[^:!=]|\\[AZ]|\\x", json.loads(pattern)),
                        f"{name}: {pattern}")
        printed = delwebb(site.program, site.root, "schema", name)
        group.check(json.loads(printed.stdout) == schema, f"{name} is printed differently")


def own_words(site, group):
    """The site's own words and ids are what may stand there."""
    words = read_yaml((site.root / "content/site.yaml").read_text("utf-8")).get("vokabulär") or {}
    work = json.dumps(site.schemas["arbete"]["properties"]["typ"], ensure_ascii=False)
    for word in words.get("arbetstyp", []):
        group.check(f'"{word}"' in work, f"{word} is no type of work")
    area = json.dumps(site.schemas["arbete"]["properties"]["område"], ensure_ascii=False)
    for file in (site.root / "content/omraden").glob("[!_]*.md"):
        group.check(f'"{file.stem.split(".")[0]}"' in area, f"{file.stem} is no area")
    for key, register in [("beslutar", "grupper"), ("kontakt", "kontakter")]:
        field = json.dumps(site.schemas["arbete"]["properties"][key], ensure_ascii=False)
        file = site.root / "content/register" / f"{register}.yaml"
        for row in read_yaml(file.read_text("utf-8")) if file.exists() else []:
            group.check(f'"{row["id"]}"' in field, f"{row['id']} is not in {key}")


def content(site, group):
    for path, name, value in values(site.root):
        problems = site.problems(name, value)
        group.check(not problems, f"{path}: {problems[:2]}")


def editor(site, group):
    """The editor's set-up: schemas that are there, for the files they describe."""
    def load(name):
        text = (site.root / ".vscode" / name).read_text("utf-8")
        first, rest = text.split("\n", 1)
        group.check(first.startswith("// Skriven av delwebb"), f"{name} has no mark")
        return json.loads(rest)

    schemas = load("settings.json")["yaml.schemas"]
    files = [path for path, name, _ in values(site.root) if path.suffix == ".yaml"]
    for path in files:
        matching = [file for file, glob in schemas.items()
                    if fnmatch.fnmatch(f"content/{path.as_posix()}", glob)]
        group.check(matching == [f"./.delwebb/schema/{schema_name(path)}.json"],
                    f"{path}: {matching}")
    for file in schemas:
        group.check((site.root / file).is_file(), f"{file} is not there")
    group.check(load("extensions.json")["recommendations"] == ["redhat.vscode-yaml"], "extensions")
    # Every field of every kind can be completed in Markdown.
    snippets = {snippet["prefix"]: snippet for snippet in load("delwebb.code-snippets").values()}
    for name in set(KINDS.values()) | {"sida", "avdelning", "startsida"}:
        for key in site.schemas[name]["properties"]:
            snippet = snippets.get(key)
            if group.check(snippet, f"no snippet for {key}"):
                group.check(snippet["body"][0].startswith(f"{key}:"), f"{key}: {snippet['body']}")
    # The task's patterns read what `check` prints.
    task = load("tasks.json")["tasks"][0]
    page = site.root / "content" / "om" / "fel-for-uppgiften.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntitel: Fel\nskedde: pilot\n---\n", encoding="utf-8")
    run = subprocess.run([site.program, *task["args"]], cwd=site.root, capture_output=True,
                         text=True)
    page.unlink()
    lines = [line for line in run.stdout.splitlines() if "fel-for-uppgiften" in line]
    group.check(len(lines) == 1, f"check says {lines}")
    patterns = [matcher["pattern"] for matcher in task["problemMatcher"]]
    for line in run.stdout.splitlines():
        read = [re.match(pattern["regexp"], line) for pattern in patterns]
        found = [match for match in read if match]
        group.check(len(found) == 1 and (site.root / found[0][1]).is_file() or line in lines,
                    f"not read: {line}")


# ---------------------------------------------------------------- mistakes

def put(key, value):
    def change(page):
        page[key] = value
    return change


def drop(key):
    def change(page):
        page.pop(key, None)
    return change


SOURCE = "P 1"
DECISION = {"text": "Beslutet", "källa": SOURCE}
FIGURE = {"id": "tal", "värde": 30, "källa": SOURCE}
PAGE_MISTAKES = {
    "unknown key": put("okänd", "x"),
    "misspelt key": put("skedde", "pilot"),
    "key without dots": put("omrade", "exempelomrade"),
    "title is a list": put("titel", ["A"]),
    "title is missing": drop("titel"),
    "title is empty": put("titel", ""),
    "type is missing": drop("typ"),
    "type not in the vocabulary": put("typ", "tillfällighet"),
    "stage is no word": put("skede", "provar"),
    "state is no word": put("läge", "pågår nästan"),
    "timing is no word": put("tidsläge", "sen"),
    "area that is not there": put("område", "finns-inte"),
    "area is a list": put("område", ["exempelomrade"]),
    "organisations in one line": put("organisationer", "exempelkommunen, annan"),
    "organisation that is not there": put("organisationer", ["finns-inte"]),
    "all in a list": put("organisationer", ["alla"]),
    "group that is not there": put("ansvarig", "ingen"),
    "contact that is not there": put("kontakt", "ingen"),
    "date is a word": put("start", "snart"),
    "date without year": put("start", "3 nov"),
    "month thirteen": put("start", "2025-13"),
    "day thirty-two": put("start", "2025-01-32"),
    "published in a month": put("publiceras", "2026-01"),
    "reviewed is a word": put("granskad", "i går"),
    "draft is maybe": put("utkast", "kanske"),
    "order is a word": put("ordning", "först"),
    "order is a fraction": put("ordning", 1.5),
    "tags in one line": put("taggar", "barn, skola"),
    "aliases in one line": put("aliases", "/gammal/"),
    "goal without source": put("mål", [{"år": 2026, "text": "Mål"}]),
    "goal with a short year": put("mål", [{"år": 26, "text": "Mål", "källa": SOURCE}]),
    "goals as a mapping": put("mål", {"år": 2026, "text": "Mål", "källa": SOURCE}),
    "decision without text": put("beslut", [{"källa": SOURCE}]),
    "decision with a bad id": put("beslut", [{**DECISION, "id": "Å Ä"}]),
    "decision by nobody": put("beslut", [{**DECISION, "av": "ingen"}]),
    "decision with an unknown key": put("beslut", [{**DECISION, "vem": "vi"}]),
    "step without date": put("historik", [{"text": "Ett", "källa": SOURCE}]),
    "event without title": put("händelser", [{"datum": 2026, "källa": SOURCE}]),
    "figure without id": put("nyckeltal", [{"värde": 30, "källa": SOURCE}]),
    "figure in words": put("nyckeltal", [{**FIGURE, "värde": "trettio"}]),
    "figure without source": put("nyckeltal", [{"id": "tal", "värde": 30}]),
    "document that is not there": put("källa", "X 1"),
    "sources on one line of a list": put("källa", ["P 1", "X 2"]),
    "pilot is text": put("pilot", "exempelkommunen"),
    "pilot without organisations": put("pilot", {"organisationer": []}),
    "final report without answer": put("slutrapport", {"dokument": "plan"}),
    "variant is no word": put("variant", "lätt"),
    "extra is text": put("extra", "x"),
}
REGISTER_MISTAKES = {
    "id is missing": ("grupper", lambda rows: rows[0].pop("id")),
    "id has capitals": ("grupper", lambda rows: rows[0].update(id="Ledning")),
    "name is missing": ("grupper", lambda rows: rows[0].pop("namn")),
    "level not in the vocabulary": ("grupper", lambda rows: rows[0].update(nivå="hög")),
    "members in one line": ("grupper", lambda rows: rows[0].update(består_av="en, två")),
    "unknown key of a row": ("grupper", lambda rows: rows[0].update(uppdrag="x")),
    "e-mail without host": ("kontakter", lambda rows: rows[0].update({"e-post": "namn på x"})),
    "kind of document": ("dokument", lambda rows: rows[0].update(typ="lapp")),
    "link that runs a script": ("dokument", lambda rows: rows[0].update(länk="javascript:alert(1)")),
    "year of a document": ("dokument", lambda rows: rows[0].update(verksamhetsår="i fjol")),
    "website without https": ("organisationer", lambda rows: rows[0].update(webbplats="exempel.se")),
}
SETTINGS_MISTAKES = {
    "what is no language": put("språk", ["sv", "svenska språket"]),
    "nothing on a page": put("per_sida", 0),
    "an unknown setting": put("färg", "blå"),
    "a vocabulary in one line": put("vokabulär", {"arbetstyp": "projekt, uppdrag"}),
    "an unknown vocabulary": put("vokabulär", {"arbetsslag": ["projekt"]}),
    "a menu item without address": put("meny", [{"titel": "Om"}]),
    "no title": drop("titel"),
    "no address": drop("adress"),
    "a limit in words": put("granskning", [{"regel": "S001", "gräns": "lätt"}]),
    "a taxonomy without title": put("taxonomier", [{"nyckel": "teman"}]),
}
SECTION_MISTAKES = {
    "sorting by what is not there": put("sortering", "storlek"),
    "a default that nobody has": put("förval", {"okänd": 1}),
    "a default for one page only": put("förval", {"titel": "A"}),
    "a default of the wrong kind": put("förval", {"ordning": "först"}),
    "defaults as text": put("förval", "ansvarig"),
}


def dumped(value):
    """As YAML, which JSON is."""
    return json.dumps(value, ensure_ascii=False)


def found_in(site, *files):
    """The errors that `delwebb check` finds in these files, below content/."""
    run = delwebb(site.program, site.root, "check", "--format", "json")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return [one for one in found if one["severity"] == "error"
            and one["file"] in {f"content/{file}" for file in files}]


def mistakes(site, group, rng):
    """Each mistake, in a good file, is refused by the schema, and by the program too."""
    good = {"titel": "Ett arbete", "typ": "projekt", "område": "exempelomrade", "läge": "pågår",
            "organisationer": "alla", "ansvarig": "ledningsgrupp", "källa": SOURCE}
    real = [value for path, name, value in values(site.root) if name == "arbete"]
    pages = {}
    for at, (what, change) in enumerate(PAGE_MISTAKES.items()):
        page = dict(rng.choice([good, *real]))
        group.check(not site.problems("arbete", page), f"the good page is bad: {page}")
        change(page)
        group.check(site.problems("arbete", page), f"{what} passes: {page}")
        file = f"projekt/misstag-{at}.md"
        pages[file] = what
        (site.root / "content" / file).write_text(f"---\n{dumped(page)}\n---\n", "utf-8")
    found = {one["file"] for one in found_in(site, *pages)}
    for file, what in pages.items():
        group.check(f"content/{file}" in found, f"delwebb takes {what}")
        (site.root / "content" / file).unlink()

    def alone(file, schema, value, what):
        group.check(site.problems(schema, value), f"{what} passes: {value}")
        target = site.root / "content" / file
        before = target.read_bytes() if target.exists() else None
        text = dumped(value)
        target.write_text(f"---\n{text}\n---\n" if target.suffix == ".md" else text, "utf-8")
        group.check(found_in(site, file), f"delwebb takes {what}")
        target.unlink() if before is None else target.write_bytes(before)

    for what, (name, change) in REGISTER_MISTAKES.items():
        rows = read_yaml((site.root / f"content/register/{name}.yaml").read_text("utf-8"))
        change(rows)
        alone(f"register/{name}.yaml", name, rows, what)
    alone("register/grupper.yaml", "grupper", {"id": "a", "namn": "A"}, "a register that is no list")
    for what, change in SETTINGS_MISTAKES.items():
        settings = read_yaml((site.root / "content/site.yaml").read_text("utf-8"))
        change(settings)
        alone("site.yaml", "site", settings, what)
    for what, change in SECTION_MISTAKES.items():
        section = {"titel": "Avdelning"}
        change(section)
        alone("om/_index.md", "avdelning", section, what)


# ---------------------------------------------------------------- any value

MONTHS = ("januari februari mars april maj juni juli augusti september oktober november "
          "december").split()


def some_date(rng):
    year, month, day = rng.randrange(2000, 2035), rng.randrange(1, 14), rng.randrange(1, 33)
    name = rng.choice(MONTHS)
    name = rng.choice([name, name[:3], name[:3] + ".", name.capitalize(), name[:4]])
    season = rng.choice(["våren", "sommaren", "hösten", "Vintern", "jul"])
    dash = rng.choice("-–")
    form = rng.choice([
        f"{year}-{month:02}-{day:02}", f"{year % 100:02}{month:02}{day:02}", f"{day} {name} {year}",
        f"{name} {year}", f"{year}-{month:02}", f"{season} {year}", f"{year}",
        f"{year}{dash}{year + rng.randrange(4)}", f"{day} {name}", f"{year}-{month}",
        f"{day}/{month} {year}", name, f"{year} {name}", f"{day:02} {name} {year}",
    ])
    return rng.choice(["", "", "", "senast ", "tidigast ", "Senast ", "före "]) + form


def some_figure(rng):
    whole = rng.choice([str(rng.randrange(10**6)), f"{rng.randrange(1000)} {rng.randrange(1000):03}",
                        f"{rng.randrange(99)} {rng.randrange(99)}"])
    fraction = rng.choice(["", "", f",{rng.randrange(10**rng.randrange(1, 8))}",
                           f".{rng.randrange(99)}", ".500", ","])
    return rng.choice(["", "", "ca ", "cirka ", "ca. ", "-", "−", "över "]) + whole + fraction


def some_word(rng, words):
    word = rng.choice(words)
    return rng.choice([word, word, word.capitalize(), word + "t", word[:-1]])


def quoted(rng, text):
    """Plain where that is the same, else in quotes: as writers do it."""
    plain = re.fullmatch(r"[\w][\w ,./–-]*", text) and not text.endswith(" ")
    return text if plain and rng.random() < 0.8 else dumped(text)


# What the schema cannot say, and the program does.
LENIENT = re.compile(r"no day|wrong order|more than thirty|must be a number|must be a whole number"
                     r"|time has not come|has not begun|before the last review|next review")


def any_value(site, group, rng):
    """No value that the program takes is refused; what it refuses passes only where a pattern
    cannot know better."""
    makers = {
        "start": lambda: quoted(rng, some_date(rng)),
        "granskad": lambda: quoted(rng, some_date(rng)),
        "ordning": lambda: rng.choice(["1", "-3", "0", "x", "1.5", '"2"', "", "[1]"]),
        "utkast": lambda: rng.choice(["nej", "false", "no", "0", "", "Nej", "[nej]"]),
        "skede": lambda: quoted(rng, some_word(rng, ["pilot", "förstudie", "löpande"])),
        "tidsläge": lambda: quoted(rng, some_word(rng, ["enligt plan", "försenat"])),
        "typ": lambda: quoted(rng, some_word(rng, ["projekt", "utvecklingsarbete"])),
        "område": lambda: quoted(rng, some_word(rng, ["exempelomrade"])),
        "organisationer": lambda: rng.choice(["alla", "[exempelkommunen]", "[]", "[alla]", "Alla",
                                              "exempelkommunen", "[x]"]),
        "källa": lambda: rng.choice(["P", "P 1", "[P 1, P 2]", "beräknat", '"P 4.1:3"', "P4", "[]",
                                     "Q 1", "[P, Q]", "{P: 1}"]),
        "kortnamn": lambda: rng.choice(["Kort", "2026", "1.10", "no", "012", "''", "[a]", "true",
                                        "{a: b}", "2026-01-24", "~"]),
        "taggar": lambda: rng.choice(["[a, b]", "[2026]", "[]", "a", "[[a]]", "[{a: b}]"]),
        "nyckeltal": lambda: f"[{{id: a, värde: {dumped(some_figure(rng))}, källa: P 1}}]",
        "mål": lambda: "[{år: " + rng.choice(["2026", "26", "20260", "i år", "'02026'", "'2026'"])
                       + ", text: T, källa: P 1}]",
        "beslut": lambda: f"[{{id: {rng.choice(['a', 'a-b', '1', 'A', 'å', 'a_b', '-a'])}, "
                          "text: T, källa: P 1}]",
    }
    made = {}
    folder = site.root / "content" / "projekt"
    for at in range(900):
        key = rng.choice(list(makers))
        value = makers[key]()
        base = {"titel": "T", "typ": "projekt"}
        base.pop(key, None)
        lines = [*(f"{name}: {text}" for name, text in base.items()), f"{key}: {value}"]
        text = "\n".join(lines) + "\n"
        (folder / f"v{at}.md").write_text(f"---\n{text}---\n", "utf-8")
        made[f"projekt/v{at}.md"] = text
    compare(site, group, made, {file: ("arbete", read_yaml(text)) for file, text in made.items()})
    for file in made:
        (site.root / "content" / file).unlink()


def rows(site, group, rng):
    """The same for values that only registers have, one on each line."""
    addresses = ["https://exempel.se", "http://a.se/b?c=d#e", "exempel.se", "javascript:alert(1)",
                 "https://", "https:///x", "https://a b", "https://åäö.se/", "ftp://a.se", "//a.se"]
    links = [*addresses, "/om/", "/a/../b", "/filer/r.pdf", "om/", "/a\\b"]
    mails = ["a@b.se", "a.b+c@d.e.se", "a", "a@b", "a b@c.se", "@c.se", "å@ö.se", "a@c.se?x=y", "a@@c.se"]
    for name, key, all_values, base in [
        ("organisationer", "webbplats", addresses, "namn: A, typ: kommun"),
        ("dokument", "länk", links, "nyckel: P, titel: T, typ: plan"),
        ("kontakter", "e-post", mails, "roll: R"),
    ]:
        file = site.root / "content" / "register" / f"{name}.yaml"
        before = file.read_bytes()
        for value in all_values:
            row = base.replace("nyckel: P, ", "") if name == "dokument" else base
            file.write_text(f"- {{id: a, {row}, {key}: {dumped(value)}}}\n", "utf-8")
            found = [one for one in found_in(site, f"register/{name}.yaml") if one["code"] == "Y005"]
            problems = site.problems(name, read_yaml(file.read_text("utf-8")))
            what = f"{key}: {value}"
            if not found:
                group.check(not problems, f"refused, though right: {what}: {problems}")
            elif value != "/a/../b":  # What a path may not hold is more than a pattern can say.
                group.check(problems, f"passes, though wrong: {what}")
        file.write_bytes(before)


def compare(site, group, made, read):
    by_file = {}
    for one in found_in(site, *made):
        if one["code"][0] in "YRK":
            by_file.setdefault(one["file"].removeprefix("content/"), []).append(one)
    taken = refused = 0
    for file, text in made.items():
        problems = site.problems(*read[file])
        found = by_file.get(file, [])
        shown = text.replace("\n", " | ")
        if not found:
            taken += 1
            group.check(not problems, f"refused, though right: {shown}: {problems[:1]}")
        elif problems or not all(LENIENT.search(one["message"]) for one in found):
            refused += 1
            group.check(problems, f"passes, though wrong: {shown}: {found[0]['message']}")
    group.check(taken > 200 and refused > 200, f"only {taken} taken, {refused} refused")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delwebb", required=True, help="the program")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    asked = parser.parse_args()
    report = Report()
    why = missing_packages(packages)
    print(f"schema, seed {asked.seed}")
    if why:
        report.skip("schema", why)
        report.end()
    top = Path(tempfile.mkdtemp(prefix="delwebb-schema-"))
    report.hidden = str(top)
    try:
        run_all(report, Path(asked.delwebb).resolve(), top, asked.seed)
    except Exception as error:  # The count is to be the last line, whatever it was.
        report.group("the test itself", 0, [f"{type(error).__name__}: {error}"])
    finally:
        shutil.rmtree(top, ignore_errors=True)
    report.end()


def run_all(report, program, top, seed):
    import check as faces
    shutil.copytree(REPOSITORY / "content", top / "real" / "content")
    subprocess.run([program, "init", top / "starter"], check=True, capture_output=True)
    faces.write_site(top / "rich")
    sites = {name: Site(program, top / name) for name in ["real", "starter", "rich"]}
    for name, site in sites.items():
        for check in [well_formed, own_words, content, editor]:
            run(report, f"{name}: {check.__name__}", check, site)
    for check in [mistakes, any_value, rows]:
        run(report, check.__name__, check, sites["starter"], random.Random(seed))


def run(report, name, check, *arguments):
    group = Group()
    try:
        check(arguments[0], group, *arguments[1:])
    except Exception as error:  # A reader that gives up is a finding too.
        group.problems.append(f"{type(error).__name__}: {error}")
    report.group(name, group.passed, group.problems)


if __name__ == "__main__":
    main()
