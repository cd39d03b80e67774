#!/usr/bin/env python3
"""The synthetic programme site of the peer benchmark, in delwebb's own form.

    delwebb_site.py N DIR [--shared DIR] [--seed 7] [--search]

Writes content/ and themes/bench/ to DIR: the same pages and texts that the
shared generator, bench/gen_site.py, writes for the other generators. N counts
area pages plus project pages, as there. Standard library only.
"""
import argparse
import importlib.util
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(HERE)
THEME = "bench"

# The generator's statuses as delwebb's own words.
STATUS = {
    "Planerat": "läge: planerat",
    "Pågående": "läge: pågår",
    "Avslutat": "läge: avslutat",
    "Pausat": "läge: pausat",
    "Förstudie": "skede: förstudie",
}
PROJECT_LINK = re.compile(r"\]\(/utvecklingsomraden/([a-z0-9-]+/[a-z0-9-]+)/\)")
IN_FEED = 20  # entries of the one Atom feed, as in the generator's


class Missing(Exception):
    """Something outside the repository that the benchmark needs is not there."""


def shared_folder(given=None):
    """The shared folder: as given, else DELWEBB_SHARED, else beside the repository."""
    folder = given or os.environ.get("DELWEBB_SHARED") or os.path.join(REPOSITORY, "..", "shared")
    return os.path.abspath(folder)


def load_generator(shared):
    """The shared generator as a module. Leaves nothing behind in its folder."""
    path = os.path.join(shared, "bench", "gen_site.py")
    if not os.path.isfile(path):
        raise Missing("the shared generator bench/gen_site.py was not found; "
                      "say where it is with --shared DIR or DELWEBB_SHARED")
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("gen_site", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(body):
    """A body with its links as delwebb's addresses."""
    return PROJECT_LINK.sub(r"](/projekt/\1/)", body)


def site_yaml(gen):
    """The settings: the organisations and target groups are words that gather pages, 50 to a page."""
    menu = "".join(f"  - {{titel: {gen.q(title)}, adress: /omraden/{slug}/}}\n"
                   for (title, _), slug in zip(gen.AREAS, gen.AREA_SLUGS))
    return (f"titel: {gen.q(gen.SITE)}\nbeskrivning: {gen.q(gen.SITEDESC)}\nadress: {gen.q(gen.BASE + '/')}\n"
            f"tema: {THEME}\nper_sida: 50\nmeny:\n{menu}taxonomier:\n"
            "  - {nyckel: aktör, titel: Organisationer}\n  - {nyckel: målgrupp, titel: Målgrupper}\n"
            "vokabulär:\n  arbetstyp: [projekt]\n  dokumenttyp: [program]\n")


def project_md(gen, project, order, in_feed):
    """One project; `order` is its place among the newest, and the newest are in the feed as decisions."""
    quoted = gen.q
    decision = (f"beslut:\n  - {{datum: {project['date']}, text: {quoted(project['description'])}, källa: P 1}}\n"
                if in_feed else "")
    return (f"---\ntitel: {quoted(project['title'])}\ningress: {quoted(project['description'])}\ntyp: projekt\n"
            f"område: {gen.AREA_SLUGS[project['area']]}\naktör: {gen.ylist(project['orgs'])}\n"
            f"målgrupp: {gen.ylist(project['groups'])}\n{STATUS[project['status']]}\nstart: {project['date']}\n"
            f"ordning: {order}\n{decision}extra:\n  ar: {gen.ylist(project['years'])}\n---\n\n"
            f"{text_of(project['body'])}")


def write_site(gen, n, out, seed=7, has_search=False):
    """Writes the site with N pages to the folder `out`; the other generators have no search."""
    areas, projects = gen.model(n, seed)
    quoted, write = gen.q, gen.w
    content = os.path.join(out, "content")
    write(f"{content}/site.yaml", site_yaml(gen))
    write(f"{content}/register/dokument.yaml", f"- {{id: program, nyckel: P, typ: program, titel: {quoted(gen.SITE)}}}\n")
    write(f"{content}/index.md",
          f"---\ntitel: {quoted(gen.SITE)}\ningress: {quoted(gen.SITEDESC)}\n---\n\n{gen.HOME_TEXT}")
    if has_search:
        write(f"{content}/sok.md", "---\ntitel: Sök\n---\n")
    write(f"{content}/omraden/_index.md",
          f"---\ntitel: Utvecklingsområden\ningress: Alla områden\n---\n\n{gen.TOP_TEXT}")
    # The other generators have no list of all projects: one short page stands in its place.
    write(f"{content}/projekt/_index.md", "---\ntitel: Projekt\nper_sida: 1000000\nmall: sida\n---\n")
    for place, area in enumerate(areas, 1):
        write(f"{content}/omraden/{area['slug']}.md",
              f"---\ntitel: {quoted(area['title'])}\ningress: {quoted(area['description'])}\n"
              f"ordning: {place}\n---\n\n{text_of(area['body'])}")
    # The other generators list newest first; `ordning` says the same here.
    newest_first = sorted(projects, key=lambda p: (-p["date"].toordinal(), p["title"]))
    for order, project in enumerate(newest_first, 1):
        write(f"{content}/projekt/{gen.AREA_SLUGS[project['area']]}/{project['slug']}.md",
              project_md(gen, project, order, order <= IN_FEED))
    theme = os.path.join(out, "themes", THEME)
    shutil.copytree(os.path.join(HERE, "theme"), theme)
    gen.static(os.path.join(theme, "assets"))
    return areas, projects


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("n", type=int)
    ap.add_argument("out")
    ap.add_argument("--shared", help="the shared folder (default: DELWEBB_SHARED, else ../shared)")
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--search", action="store_true", help="with a search, as the site of the county has")
    a = ap.parse_args()
    try:
        gen = load_generator(shared_folder(a.shared))
    except Missing as reason:
        print(f"skipped: {reason}")
        return
    write_site(gen, a.n, a.out, a.seed, a.search)


if __name__ == "__main__":
    main()
