#!/usr/bin/env python3
"""The synthetic programme site of the peer benchmark, in delwebb's own form.

    delwebb_site.py N DIR [--shared DIR] [--seed 7]

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
PROJECT_LINK = re.compile(r"\]\(/utvecklingsomraden/[a-z0-9-]+/([a-z0-9-]+)/\)")


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


def write_site(gen, n, out, seed=7):
    """Writes the site with N pages to the folder `out`."""
    areas, projects = gen.model(n, seed)
    quoted, write = gen.q, gen.w
    content = os.path.join(out, "content")

    menu = "".join(f"  - {{titel: {quoted(a['title'])}, adress: /omraden/{a['slug']}/}}\n" for a in areas)
    write(f"{content}/site.yaml",
          f"titel: {quoted(gen.SITE)}\nbeskrivning: {quoted(gen.SITEDESC)}\nadress: {quoted(gen.BASE + '/')}\n"
          f"tema: {THEME}\nmeny:\n{menu}vokabulär:\n  arbetstyp: [projekt]\n  organisationstyp: [myndighet]\n")
    write(f"{content}/register/organisationer.yaml", "".join(
        f"- {{id: {gen.slug(name)}, namn: {quoted(name)}, typ: myndighet}}\n" for name in gen.ORGS))
    write(f"{content}/register/malgrupper.yaml", "".join(
        f"- {{id: {gen.slug(name)}, namn: {quoted(name)}}}\n" for name in gen.GROUPS))

    write(f"{content}/index.md",
          f"---\ntitel: {quoted(gen.SITE)}\ningress: {quoted(gen.SITEDESC)}\n---\n\n{gen.HOME_TEXT}")
    write(f"{content}/omraden/_index.md",
          f"---\ntitel: Utvecklingsområden\ningress: Alla områden\n---\n\n{gen.TOP_TEXT}")
    for place, area in enumerate(areas, 1):
        write(f"{content}/omraden/{area['slug']}.md",
              f"---\ntitel: {quoted(area['title'])}\ningress: {quoted(area['description'])}\n"
              f"ordning: {place}\n---\n\n{text_of(area['body'])}")

    # The other generators list newest first; `ordning` says the same here.
    newest_first = sorted(projects, key=lambda p: (-p["date"].toordinal(), p["title"]))
    order = {project["i"]: place for place, project in enumerate(newest_first, 1)}
    for project in projects:
        organisations = ", ".join(gen.slug(name) for name in project["orgs"])
        groups = ", ".join(gen.slug(name) for name in project["groups"])
        related = "".join(f"    - {{titel: {quoted(other['title'])}, adress: /projekt/{other['slug']}/}}\n"
                          for other in project["related"])
        related = f"\n{related}" if related else " []\n"
        write(f"{content}/projekt/{project['slug']}.md",
              f"---\ntitel: {quoted(project['title'])}\ningress: {quoted(project['description'])}\ntyp: projekt\n"
              f"område: {areas[project['area']]['slug']}\norganisationer: [{organisations}]\nmålgrupper: [{groups}]\n"
              f"{STATUS[project['status']]}\nstart: {project['date']}\nordning: {order[project['i']]}\n"
              f"extra:\n  ar: {gen.ylist(project['years'])}\n  relaterade:{related}---\n\n{text_of(project['body'])}")

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
    a = ap.parse_args()
    try:
        gen = load_generator(shared_folder(a.shared))
    except Missing as reason:
        print(f"skipped: {reason}")
        return
    write_site(gen, a.n, a.out, a.seed)


if __name__ == "__main__":
    main()
