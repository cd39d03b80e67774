#!/usr/bin/env python3
"""Holds the machine-readable files against schemas and readers that others wrote.

Builds the real site and a small one full of what is hard to write down, and reads every feed,
calendar, site map, table and schema. The packages stand in requirements.txt; when they are not
here, they are installed into a virtual environment below target/.
"""

import argparse
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.robotparser
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "hard"))
from common import Group, Report  # noqa: E402
from packages import missing_packages  # noqa: E402

NOW = "2026-01-24"
BOM = "\ufeff"


def packages():
    global etree, feedparser, icalendar, ics, jsonschema
    import feedparser
    import icalendar
    import ics
    import jsonschema
    from lxml import etree


# ---------------------------------------------------------------- the rich site

HARD = "<b>&amp; \"citat\" 'ett' å ä ö, semikolon; snedstreck\\ 😀 ]]> slut"
FORMULA = "=SUM(A1)*cmd|' /C calc'!A0"
SITE = {
    "site.yaml": f"""titel: Prov & <prov>
beskrivning: En webbplats för prov.
adress: "https://prov.example/nara-vard/"
avsändare: {{namn: Länet & <vi>}}
språk: [sv, en]
tidszon: Europe/Stockholm
uppgifter_till: 2026-01-23
taxonomier: [{{nyckel: teman, titel: Teman}}]
vokabulär:
  arbetstyp: [projekt]
  beslutstyp: [uppdrag]
  organisationstyp: [kommun, region]
""",
    "index.md": "---\ntitel: Start\nnyckeltal:\n- {id: a, värde: -12.5, av: ca 5 900 000, "
                "datum: våren 2025, enhet: '@kr', källa: beräknat}\n---\n",
    "register/organisationer.yaml": "- {id: ange, namn: Ånge, typ: kommun}\n"
                                    "- {id: region, namn: '" + FORMULA.replace("'", "''") +
                                    "', typ: region, webbplats: 'https://region.example/?a=b&c=d'}\n",
    "register/dokument.yaml": "- {id: r, nyckel: R, titel: 'Rapporten & <allt>', typ: rapport, "
                              "verksamhetsår: 2025, länk: /filer/r.pdf}\n"
                              "- {id: f, nyckel: F, titel: Planen, typ: plan, datum: 2025–2027}\n",
    "register/lansstod.yaml": "- år: 2025\n  källa: R 1\n  summa_angiven: {budget: 100}\n"
                              "  anmärkning: '- ett minus först'\n  poster:\n"
                              "  - {post: '+46 1', budget: 70, procent: ca 50}\n"
                              "  - {post: B, budget: 50, källa: [F 1, R 2]}\n",
    "register/ordbyten.yaml": "- {ord: ombesörja, hellre: ordna}\n",
    "register/trender.yaml": "- {id: t, år: 2026, titel: T, text: Text, källa: R 1}\n",
    "register/malgrupper.yaml": "- {id: aldre, namn: Äldre, prioriterad: ja}\n",
    "register/lokala_planer.yaml": "- {organisation: ange, år: 2026, status: uppgift saknas}\n",
    "register/lsg.yaml": "- {kommun: ange, målgrupp: aldre, status: saknas, datum: senast 2025, källa: R 1}\n",
    "omraden/vard.md": "---\ntitel: |-\n  Vård\norganisationer: alla\nmålgrupper: [aldre]\n"
                       "teman: [ett, två]\ntaggar: [a, 'b; c']\nuppdaterad: 2026-01-02\n"
                       "mål:\n- {år: 2025, text: '=1+1', källa: F 1}\n"
                       "utfall:\n- {år: 2025, text: \"två\\nrader\", källa: R 1}\n"
                       "historik:\n- {datum: tidigast 2024, läge: pågår, text: Ja, källa: R}\n---\n",
    "projekt/arbete.md": "---\ntitel: '" + HARD.replace("'", "''") + "'\ntyp: projekt\nområde: vard\n"
                         "ingress: '" + HARD.replace("'", "''") + "'\norganisationer: [ange]\n"
                         "pilot: {organisationer: [ange, region]}\nslutrapport: {finns: ja}\n"
                         "start: 2023\nslut: senast december 2025\nbeslut:\n"
                         "- {id: ett, typ: uppdrag, datum: 2025-03-30, text: '" +
                         HARD.replace("'", "''") + "', källa: [R 1, R 2, F 1]}\n"
                         "- {text: Två, datumtext: i rapporten, källa: R}\n"
                         "- {text: Tre, datum: hösten 2025, källa: beräknat}\n"
                         "händelser:\n"
                         "- {titel: '" + HARD.replace("'", "''") + "', datum: 2026-10-25, plats: 'Å, b; c', "
                         "text: 'rad ett', källa: R 1}\n"
                         "- {titel: Möte, datum: 2026-03-01, källa: R 1}\n"
                         "- {titel: Möte, datum: 2026-03-02, källa: R 1}\n"
                         "- {titel: Månad, datum: mars 2026, källa: R 1}\n---\n",
    "fardplan/2025.md": "---\ntitel: Planen\ngiltighet:\n- {text: Länge, källa: F 1}\n"
                        "antagen: {datum: 2025-01-24, av: ledningen, källa: F 1}\n"
                        "punkter:\n- {nr: '1', text: Ett, avser: [arbete], källa: F 1}\n"
                        "- {nr: '2', text: Två, källa: F 1}\n---\n",
    "register/grupper.yaml": "- {id: ledningen, namn: Ledningen, består_av: [a, b]}\n",
    "nyheter/2025/a.md": "---\ntitel: Nyhet\ndatum: 2025-07-01\navser: [arbete]\nkälla: R 1\n---\n",
    "nyheter/2025/b.md": "---\ntitel: Annan\ndatum: 2025\nuppdaterad: 2026-01-20\n---\n",
    "kalender/dagar.md": "---\ntitel: Dagar\ndatum: 2026-12-31\nslut: 2027-01-02\nplats: Ånge\n---\n",
    "om/sida.md": "---\ntitel: Om\naliases: [/gammal/, /aldre/sida.html]\n---\n",
    "om/sida.en.md": "---\ntitel: About\n---\n",
    "static/filer/r.pdf": "%PDF",
}


def write_site(root):
    for name, text in SITE.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Built:
    """A finished site."""

    def __init__(self, delwebb, root, out):
        run = subprocess.run([delwebb, "build", "--now", NOW, "--out", out], cwd=root,
                             capture_output=True, text=True, timeout=300)
        if run.returncode != 0:
            raise RuntimeError(run.stdout + run.stderr)
        self.out = out
        robots = (out / "robots.txt").read_text(encoding="utf-8")
        self.base = re.search(r"^Sitemap: (.*)sitemap\.xml$", robots, re.M).group(1)
        self.files = sorted(path for path in out.rglob("*") if path.is_file())

    def named(self, pattern):
        return sorted(self.out.glob(pattern))

    def url(self, path):
        address = str(path.relative_to(self.out))
        return self.base + re.sub(r"(^|/)index\.html$", r"\1", address)

    def file(self, url):
        """The file behind a full address, or none."""
        if not url.startswith(self.base):
            return None
        path = url.removeprefix(self.base).split("#")[0]
        found = self.out / (path + "index.html" if path == "" or path.endswith("/") else path)
        return found if found.is_file() else None


# ---------------------------------------------------------------- feeds


def feeds(site, group):
    schema = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    for path in site.named("**/atom.xml"):
        name = path.relative_to(site.out)
        group.check(schema.validate(etree.parse(path)), f"{name}: {schema.error_log.last_error}")
        feed = feedparser.parse(path.read_bytes())
        group.check(not feed.bozo, lambda: f"{name}: {feed.get('bozo_exception')}")
        group.check(feed.version == "atom10" and feed.entries, f"{name}: no entries")
        links = {link.rel: link.href for link in feed.feed.links}
        group.check(len(feed.feed.links) == 2, f"{name}: {feed.feed.links}")
        group.check(links["self"] == feed.feed.id == site.url(path), f"{name}: {links}")
        page = site.file(links["alternate"])
        group.check(page and page.parent == path.parent, f"{name}: not the feed of its page")
        ids = [entry.id for entry in feed.entries]
        group.check(len(ids) == len(set(ids)), f"{name}: an id stands twice")
        group.check(feed.feed.updated == max(entry.updated for entry in feed.entries),
                    f"{name}: not updated with its newest entry")
        for entry in feed.entries:
            group.check(site.file(entry.link), f"{name}: {entry.link} leads nowhere")
            group.check(entry.updated[:10] <= NOW, f"{name}: {entry.id} is from the future")
            group.check(entry.get("published", "")[:10] <= NOW, f"{name}: {entry.id} is not yet")


def anchors(site, report, name):
    """The places that entries lead to are on their pages, once the theme marks them."""
    group, pages = Group(), {}
    for path in site.named("**/atom.xml"):
        for entry in feedparser.parse(path.read_bytes()).entries:
            if "#" in entry.link:
                page = site.file(entry.link)
                pages.setdefault(page, page.read_text(encoding="utf-8"))
                anchor = entry.link.split("#")[1]
                group.check(f'id="{anchor}"' in pages[page], f"no place {entry.link}")
    if group.passed == 0:
        report.skip(f"{name}: places", 'the theme marks no decision with id="beslut-…"')
    else:
        report.group(f"{name}: places", group.passed, group.problems)


# ---------------------------------------------------------------- calendars


def calendars(site, group):
    uids = {}
    for path in site.named("kalender/**/*.ics"):
        name, raw = path.relative_to(site.out), path.read_bytes()
        lines = raw.split(b"\r\n")
        group.check(lines.pop() == b"" and not any(b"\n" in l or b"\r" in l for l in lines),
                    f"{name}: line breaks")
        group.check(all(len(line) <= 75 for line in lines), f"{name}: a long line")
        calendar = icalendar.Calendar.from_ical(raw)
        group.check(not calendar.errors and calendar["VERSION"] == "2.0" and calendar["PRODID"],
                    f"{name}: {calendar.errors}")
        group.check(raw.decode() == calendar.to_ical(sorted=False).decode() or
                    calendar == icalendar.Calendar.from_ical(calendar.to_ical()),
                    f"{name}: not the same when written again")
        events = calendar.events
        own = [str(event["UID"]) for event in events]
        group.check(events and len(own) == len(set(own)), f"{name}: {own}")
        for event in events:
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            group.check(not event.errors, f"{name}: {event.errors}")
            group.check(type(start) is date and type(end) is date and end > start,
                        f"{name}: {start} to {end}")
            group.check(event["SUMMARY"] and event["DTSTAMP"].dt.tzinfo, f"{name}: no summary")
            group.check(site.file(str(event["URL"])), f"{name}: {event['URL']} leads nowhere")
            uids.setdefault(str(event["UID"]), set()).add(event.to_ical())
        other = ics.Calendar(raw.decode("utf-8"))
        group.check({event.uid for event in other.events} == set(own)
                    and all(event.all_day for event in other.events), f"{name}: ics reads otherwise")
    group.check(all(len(same) == 1 for same in uids.values()), "one event, two forms")
    every = icalendar.Calendar.from_ical((site.out / "kalender/alla.ics").read_bytes()).events
    group.check({str(event["UID"]) for event in every} == set(uids), "alla.ics has not all")


# ---------------------------------------------------------------- the site map


def site_map(site, group):
    schema = etree.XMLSchema(etree.parse(HERE / "sitemap-with-languages.xsd"))
    tree = etree.parse(site.out / "sitemap.xml")
    group.check(schema.validate(tree), lambda: str(schema.error_log.last_error))
    found = [loc.text for loc in tree.iter("{*}loc")]
    wanted = set()
    for path in site.named("**/*.html"):
        text = path.read_text(encoding="utf-8")
        is_page = path.name != "404.html" and 'http-equiv="refresh"' not in text
        if is_page and not re.search(r"/sida/\d+/index\.html$", str(path)):
            wanted.add(site.url(path))
    group.check(len(found) == len(set(found)), "an address stands twice")
    group.check(set(found) == wanted, lambda: f"differ: {sorted(set(found) ^ wanted)}")
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((site.out / "robots.txt").read_text(encoding="utf-8").splitlines())
    group.check(robots.site_maps() == [site.base + "sitemap.xml"], f"{robots.site_maps()}")
    group.check(robots.can_fetch("*", site.base + "om/"), "robots.txt shuts the door")


# ---------------------------------------------------------------- open data


def table(path):
    """The rows of a CSV file, header first, read as strictly as Python can."""
    text = path.read_bytes().decode("utf-8")
    assert text.startswith(BOM), f"{path.name}: no byte order mark"
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def flat(value):
    """A JSON value as the cell it should be, when it is one cell."""
    if value is None:
        return ""
    if value is True or value is False:
        return "ja" if value else "nej"
    if isinstance(value, list):
        cells = [flat(item) for item in value]
        if None in cells:  # a list of mappings is one cell of JSON
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return "; ".join(cells)
    if isinstance(value, dict):
        if set(value) == {"nyckel", "avsnitt"}:
            return " ".join(filter(None, [value["nyckel"], value["avsnitt"]]))
        return None
    return str(value)


def tables(site, group):
    for path in site.named("data/*.csv"):
        name, raw = path.name, path.read_bytes()
        header, *rows = table(path)
        group.check(len(header) == len(set(header)) and all(header), f"{name}: {header}")
        group.check(rows and all(len(row) == len(header) for row in rows), f"{name}: not square")
        outside = re.sub(rb'"[^"]*"', b"", raw)
        group.check(outside.count(b"\r\n") == outside.count(b"\n") == len(rows) + 1,
                    f"{name}: line breaks")
        numbers = re.compile(r"-[0-9.]+")
        for cell in (cell for row in rows for cell in row):
            group.check(not re.match(r"[=+@\t\r-]", cell) or numbers.fullmatch(cell),
                        f"{name}: {cell!r} is a formula")
        objects = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        group.check(len(objects) == len(rows), f"{name}: {len(rows)} rows, {len(objects)} objects")
        for found, row in zip(objects, rows):
            cells = dict(zip(header, row))
            for key, value in found.items():
                if key in cells and (wanted := flat(value)) is not None:
                    group.check(cells[key].removeprefix("'") == wanted.removeprefix("'"),
                                f"{name}: {key} is {cells[key]!r}, not {wanted!r}")
                elif isinstance(value, dict) and "precision" in value:
                    parts = [cells[key + part] for part in ("", "_från", "_till", "_precision", "_gräns")]
                    group.check(parts == [value[part] or "" for part in value], f"{name}: {parts}")


def schemas(site, group):
    data = site.out / "data"
    load = lambda path: json.loads(path.read_text(encoding="utf-8"))  # noqa: E731
    schema = load(data / "schema.json")
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)

    def problems(name, value):
        own = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
        return [error.message for error in
                kind(own, format_checker=kind.FORMAT_CHECKER).iter_errors(value)]

    index = load(data / "index.json")
    for path in site.named("data/**/*.json"):
        if path.name == "schema.json":
            continue
        name = "ar" if path.parent.name == "ar" else path.stem
        value = load(path)
        found = problems(name, value)
        group.check(not found, f"{path.name}: {found[:3]}")
        if isinstance(value, list):
            # The schema says something: what is missing, unknown or of another type is wrong.
            row = value[0]
            for wrong in ({**row, "okänd": 1}, {key: row[key] for key in list(row)[1:]},
                          {**row, list(row)[0]: {}}):
                group.check(problems(name, [wrong]), f"{path.name}: the schema takes anything")
    listed = {url for table in index["tabeller"] for url in table["filer"].values()}
    listed |= {year["fil"] for year in index["år"]} | {index["schema"], site.url(data / "index.json")}
    there = {site.url(path) for path in site.files
             if data in path.parents and path.suffix in (".json", ".csv")}
    group.check(listed == there, lambda: f"differ: {sorted(listed ^ there)}")
    undescribed = [f"{name}.{key}" for name, entry in schema["$defs"].items()
                   for key, value in entry.get("properties", {}).items()
                   if name.endswith("-rad") and not value.get("description")]
    group.check(not undescribed, f"without description: {undescribed}")


def hard_values(site, group):
    """What was hard to write down comes back as it was."""
    load = lambda name: json.loads((site.out / "data" / name).read_text(encoding="utf-8"))  # noqa: E731
    entry = next(entry for entry in feedparser.parse((site.out / "beslut/atom.xml").read_bytes()).entries
                 if entry.id.endswith("#beslut-ett"))
    root = etree.parse(site.out / "beslut/atom.xml")
    summaries = [summary.text for summary in root.iter("{*}summary")]
    group.check(any(text.startswith(HARD) for text in summaries), f"{summaries}")
    group.check(entry.published == "2025-03-30T00:00:00+01:00", entry.published)
    work = load("projekt.json")[0]
    group.check(work["titel"] == HARD, work["titel"])
    group.check(any(cell == HARD for cell in table(site.out / "data/projekt.csv")[1]), "CSV")
    region = load("organisationer.json")[1]
    group.check(region["namn"] == FORMULA, region["namn"])
    group.check(table(site.out / "data/organisationer.csv")[2][1] == "'" + FORMULA, "formula")
    figure = load("nyckeltal.json")[0]
    group.check(figure["värde"]["värde"] == -12.5 and figure["av"]["värde"] == 5_900_000
                and figure["av"]["ungefärlig"] and not figure["värde"]["ungefärlig"], f"{figure}")
    every = icalendar.Calendar.from_ical((site.out / "kalender/alla.ics").read_bytes()).events
    found = {str(event["SUMMARY"]): event for event in every}
    group.check(HARD in found and str(found[HARD]["LOCATION"]) == "Å, b; c", f"{list(found)}")
    days = found["Dagar"]
    group.check(days["DTEND"].dt - days["DTSTART"].dt == timedelta(days=3), "the end is the day after")
    group.check(len(every) == 4, f"{len(every)} events have a day")
    old = {row["från"]: row["till"] for row in load("omdirigeringar.json")}
    to = site.base + "om/sida/"
    group.check(old == {site.base + "gammal/": to, site.base + "aldre/sida.html": to}, f"{old}")
    link = load("dokument.json")[0]["länk"]
    group.check(site.file(link), f"{link} leads nowhere")


# ---------------------------------------------------------------- what pages tell of themselves

# What each type must say: what search engines document as required, and nothing else of ours.
REQUIRED = {
    "WebSite": {"name", "url", "inLanguage"},
    "Organization": {"name"},
    "GovernmentOrganization": {"name", "@id"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Event": {"name", "startDate", "url"},
    "Place": {"name", "address"},
    "NewsArticle": {"headline", "inLanguage", "mainEntityOfPage"},
    "ContactPoint": {"email"},
}
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def things(value):
    """Every thing in a JSON-LD value, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from things(inner)


def told(site, group):
    """JSON-LD by the words of schema.org, and the card that shows where a page is shared."""
    ids, referred, kinds = set(), set(), set()
    for path in site.named("**/*.html"):
        name = path.relative_to(site.out)
        page = etree.HTML(path.read_bytes())
        if page.find(".//meta[@http-equiv='refresh']") is not None or path.name == "404.html":
            continue
        blocks = page.findall(".//script[@type='application/ld+json']")
        group.check(len(blocks) == 1, f"{name}: {len(blocks)} blocks of JSON-LD")
        if len(blocks) != 1:
            continue
        block = json.loads(blocks[0].text)
        group.check(block["@context"] == "https://schema.org", f"{name}: {block['@context']}")
        found = list(things(block))
        for thing in found:
            kind = thing["@type"]
            kinds.add(kind)
            lacks = REQUIRED.get(kind, {"a known type"}) - thing.keys()
            group.check(not lacks, f"{name}: {kind} lacks {lacks}")
            group.check(all(value not in ("", [], None) for value in thing.values()), f"{name}: empty: {thing}")
            for key in ("startDate", "endDate", "datePublished", "dateModified"):
                group.check(ISO.fullmatch(thing.get(key, NOW)), f"{name}: {key} {thing.get(key)}")
            for key in ("datePublished", "dateModified"):
                group.check(thing.get(key, "") <= NOW, f"{name}: {key} is from the future")
            if "publisher" in thing:
                referred.add(thing["publisher"]["@id"])
        ids.update(thing["@id"] for thing in found if "@id" in thing)
        own = site.url(path)
        ways = [thing for thing in found if thing["@type"] == "BreadcrumbList"]
        is_start = any(thing["@type"] == "WebSite" for thing in found)
        group.check(len(ways) == (0 if is_start else 1), f"{name}: {len(ways)} ways")
        for way in ways:
            steps = way["itemListElement"]
            group.check([step["position"] for step in steps] == list(range(1, len(steps) + 1)), f"{name}: order")
            group.check(steps[-1]["item"] == own and len(steps) > 1, f"{name}: {steps[-1]}")
            for step in steps:
                group.check(site.file(step["item"]), f"{name}: {step['item']} leads nowhere")
        meta = {el.get("property"): el.get("content") for el in page.findall(".//meta[@property]")}
        card = site.file(meta.get("og:image", ""))
        group.check(card, f"{name}: no card")
        if card:
            head = card.read_bytes()[:24]
            sides = [str(int.from_bytes(head[at:at + 4], "big")) for at in (16, 20)]
            group.check(head.startswith(b"\x89PNG") and sides == [meta["og:image:width"], meta["og:image:height"]],
                        f"{name}: the card is {sides}")
        group.check(meta["og:url"] == own and meta["og:title"] and meta["og:site_name"], f"{name}: {meta}")
    group.check(referred <= ids, f"nobody is {referred - ids}")
    for kind in REQUIRED.keys() - {"Place", "ContactPoint"}:
        group.check(kind in kinds, f"no {kind} anywhere")


# ---------------------------------------------------------------- all of it


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delwebb", required=True, help="the program")
    asked = parser.parse_args()
    report = Report()
    why = missing_packages(packages)
    print("faces")
    if why:
        report.skip("faces", why)
        report.end()
    top = Path(tempfile.mkdtemp(prefix="delwebb-faces-"))
    report.hidden = str(top)
    try:
        write_site(top / "rich")
        delwebb = Path(asked.delwebb).resolve()
        sites = [("the real site", Built(delwebb, REPOSITORY, top / "real")),
                 ("a rich site", Built(delwebb, top / "rich", top / "out"))]
        checks = [feeds, calendars, site_map, tables, schemas, told]
        for name, site in sites:
            for check in checks:
                run(report, f"{name}: {check.__name__}", check, site)
            anchors(site, report, name)
        run(report, "a rich site: hard values", hard_values, sites[1][1])
    except Exception as error:  # The count is to be the last line, whatever it was.
        report.group("the test itself", 0, [f"{type(error).__name__}: {error}"])
    finally:
        shutil.rmtree(top, ignore_errors=True)
    report.end()


def run(report, name, check, site):
    group = Group()
    try:
        check(site, group)
    except Exception as error:  # A reader that gives up is a finding too.
        group.problems.append(f"{type(error).__name__}: {error}")
    report.group(name, group.passed, group.problems)


if __name__ == "__main__":
    main()
