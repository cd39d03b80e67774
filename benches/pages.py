"""What the sites hold: files and bytes by class of page, and the words on the pages, delwebb's beside Hugo's."""
import html
import os
import re

COMPARED = 50  # project pages whose words are compared
NEAR = 0.05  # so far apart may the bytes of a class be

# A class's title, and what its files are called in delwebb's and in Hugo's output. The first that
# fits is a file's class. Those with nothing for Hugo are not compared.
PAGE = r"[^/]+/"
TERMS = r"(?:page/\d+/|sida/\d+/)?index\.html"
CLASSES = [
    ("project pages", rf"projekt/{PAGE}{PAGE}index\.html", rf"utvecklingsomraden/{PAGE}{PAGE}index\.html"),
    ("area pages", rf"omraden/{PAGE}index\.html", rf"utvecklingsomraden/{PAGE}index\.html"),
    ("term pages", rf"(?:aktor|malgrupp)/(?:{PAGE})?{TERMS}",
     rf"(?:organisationer|malgrupper)/(?:{PAGE})?{TERMS}"),
    ("start, list of areas", r"(?:omraden/)?index\.html", r"(?:utvecklingsomraden/)?index\.html"),
    ("site map", r"sitemap(?:-\d+)?\.xml", r"sitemap\.xml"),
    ("feed of the site", r"atom\.xml", r"atom\.xml"),
    ("style, script, logo", r"assets/.*", r"(?:css|js|img)/.*"),
    ("other pages", r".*\.html", r".*\.html"),
    ("other feeds", r".*atom\.xml", None),
    ("open data", r"data/.*", None),
    ("robots.txt, manifest", r"robots\.txt|\.delwebb-manifest\.json", None),
    ("other files", r".*", r".*"),
]


def tree(folder):
    """(path below it, bytes) of every file below a folder."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            yield os.path.relpath(path, folder).replace(os.sep, "/"), os.lstat(path).st_size


def by_class(folder, column):
    """{class: [files, bytes]} of one output; `column` is that of its names in CLASSES."""
    names = [(row[0], re.compile(row[column])) for row in CLASSES if row[column]]
    found = {row[0]: [0, 0] for row in CLASSES}
    for path, size in tree(folder):
        of = found[next(title for title, name in names if name.fullmatch(path))]
        of[0] += 1
        of[1] += size
    return found


def compare_bytes(ours, theirs):
    """Rows for a table, and the classes that Hugo has too and that differ by more than NEAR."""
    rows, far = [["class", "files", "Hugo's", "bytes", "Hugo's", "bytes / Hugo's"]], []
    for title, *_ in CLASSES:
        (files, size), (their_files, their_size) = ours[title], theirs[title]
        if not files and not their_files:
            continue
        ratio = size / their_size if their_size else None
        rows.append([title, str(files), str(their_files), str(size), str(their_size),
                     f"{ratio:.3f}" if ratio is not None else "–"])
        if ratio is not None and (abs(ratio - 1) > NEAR or files != their_files):
            far.append(title)
    return rows, far


def words(page):
    """What a reader reads in `main` of a page, without case: Hugo writes terms in title case."""
    with open(page, encoding="utf-8") as f:
        text = f.read()
    text = text[text.index("<main"):text.index("</main>")]
    # What delwebb says of links to other sites, Hugo does not.
    text = re.sub(r'<span class="external-note">.*?</span>', "", text)
    # Each has its own look-up of related pages: there are to be as many.
    text = re.sub(r"<aside>.*?</aside>", lambda aside: " related" * aside[0].count("<li>"), text, flags=re.S)
    text = html.unescape(re.sub(r"<[^>]*>", " ", text)).casefold()
    # Hugo makes the name of a taxonomy of its address.
    text = text.replace("målgrupper", "malgrupper")
    # Both set typography, each in its way: a dash and a quote are one sign here.
    return text.replace("–", "-").translate({ord(c): '"' for c in "”“’‘'"}).split()


def compare_words(gen, areas, projects, ours, theirs):
    """(pages compared, those whose words differ): projects, areas, and the first page of every term."""
    sample = projects[::max(1, len(projects) // COMPARED)]
    pairs = [(words, f"projekt/{gen.AREA_SLUGS[p['area']]}/{p['slug']}", p["url"].strip("/")) for p in sample]
    # Hugo sorts ä as a, delwebb as Swedish does: projects of one date may change places.
    def in_any_order(page):
        return sorted(words(page))
    pairs += [(in_any_order, f"omraden/{area['slug']}", area["url"].strip("/")) for area in areas]
    for own, other in (("aktor", "organisationer"), ("malgrupp", "malgrupper")):
        folders = os.listdir(os.path.join(theirs, other))
        # Hugo keeps both signs of "Miljö- och": `miljo--och`.
        pairs += [(in_any_order, f"{own}/{re.sub('-+', '-', folder)}", f"{other}/{folder}")
                  for folder in sorted(folders) if folder not in ("index.html", "page")]
    differ = []
    for read, own, other in pairs:
        page = os.path.join(ours, own, "index.html")
        if not os.path.isfile(page) or read(page) != read(os.path.join(theirs, other, "index.html")):
            differ.append(own)
    return len(pairs), differ
