#!/usr/bin/env python3
"""Files in the output folder that are not ours: kept, named, never written through."""

import os
import shutil
import time

from common import Group, can_trace, differ, finish, guarded, page, start, tree

TITLE = "Filer i mappen som delwebb inte har gjort, orörda:"


def first(bench):
    bench.fresh_out()
    bench.build("A")


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def own(bench):
    """The user's files: path -> bytes."""
    return {
        "eget.txt": b"mitt eget\n",
        "tom": b"",
        ".htaccess": b"Options -Indexes\n",
        ".well-known/security.txt": b"Contact: mailto:a@example.org\n",
        "om/bredvid.html": b"<p>bredvid\n",
        "om/sida-001/bilaga.pdf": bytes(range(256)) * 4000,
        "eget/inre/djup/å ä ö.txt": "åäö\n".encode(),
        "eget/med mellanslag.txt": b"x",
        os.fsdecode(b"eget/inte-utf8-\xff.bin"): b"\xff\xfe",
        "radbrytning\n.txt": b"y",
    }


class Own:
    """The user's files in the output folder, and whether they still are as they were."""

    def __init__(self, bench, files):
        self.bench, self.files = bench, files
        for name, data in files.items():
            put(bench.out / name, data)

    def check(self, group, shown):
        for name, data in self.files.items():
            path = self.bench.out / name
            if data is None:
                group.check(not os.path.lexists(path), f"{shown}: {name!r} is back again")
            else:
                is_file = path.is_file() and not path.is_symlink()
                group.check(is_file and path.read_bytes() == data,
                            f"{shown}: {name!r} " + ("has other bytes" if is_file else "is gone"))


def named(ended):
    """The files that the summary names."""
    after = ended.out.partition(TITLE + "\n")[2]
    return [line[2:] for line in after.splitlines() if line.startswith("  ")]


def builds(bench, group, trees, files, versions, shown):
    """Builds, and looks: our tree as expected, the user's files as the user left them."""
    for version in versions:
        ended = bench.build(version)
        group.check(ended.code == 0 and not ended.debug_text(), lambda: f"{shown}: {ended}")
        files.check(group, f"{shown}, after version {version}")
        visible = bench.visible() or {}
        ours = {path: visible.get(path) for path in trees[version]}
        group.check(ours == trees[version],
                    lambda: f"{shown}: our files of {version}: {differ(ours, trees[version])}")
    return ended


def kept(bench, trees, group):
    first(bench)
    files = Own(bench, own(bench))
    times = {name: (os.stat(bench.out / name).st_mtime_ns, os.stat(bench.out / name).st_mode)
             for name in files.files}
    builds(bench, group, trees, files, "BAB", "kept")
    for name, was in times.items():
        stat = os.lstat(bench.out / name)
        group.check((stat.st_mtime_ns, stat.st_mode) == was, f"time or mode of {name!r} changed")


def summary(bench, trees, group):
    first(bench)
    files = Own(bench, {n: d for n, d in own(bench).items() if n.isprintable()})
    (bench.out / ".gitignore").write_text("*\n")
    ended = builds(bench, group, trees, files, "BA", "named")
    group.check(sorted(named(ended)) == sorted(files.files),
                lambda: f"named {named(ended)}, not {sorted(files.files)}")
    ended = builds(bench, group, trees, files, "A", "named when nothing changes")
    group.check(sorted(named(ended)) == sorted(files.files),
                lambda: f"named when nothing changes: {named(ended)}")
    group.check((bench.out / ".gitignore").read_text() == "*\n", ".gitignore is not as it was")
    os.remove(bench.out / "eget.txt")
    files.files["eget.txt"] = None
    ended = builds(bench, group, trees, files, "B", "no longer named")
    group.check("eget.txt" not in named(ended), "a file is named that the user has removed")


def removed(bench, trees, group):
    first(bench)
    files = Own(bench, own(bench))
    builds(bench, group, trees, files, "BA", "removed")
    for name in ("eget.txt", "om/bredvid.html", "eget/inre/djup/å ä ö.txt"):
        os.remove(bench.out / name)
        files.files[name] = None
    builds(bench, group, trees, files, "BAB", "removed")
    shutil.rmtree(bench.out / "eget")
    files.files |= {name: None for name in files.files if name.startswith("eget/")}
    builds(bench, group, trees, files, "ABA", "removed, a whole folder")


def edited(bench, trees, group):
    first(bench)
    files = Own(bench, own(bench))
    builds(bench, group, trees, files, "BA", "edited")
    for turn, version in enumerate("BABA"):
        # In place, longer and shorter; and by another file put in its place.
        new = {"eget.txt": b"kort" * turn, "om/bredvid.html": b"<p>ny %d\n" % turn,
               "om/sida-001/bilaga.pdf": b"ersatt %d" % turn}
        for name in ("eget.txt", "om/bredvid.html"):
            with open(bench.out / name, "r+b") as file:
                file.truncate()
                file.write(new[name])
        put(bench.out / "om/sida-001/ny~", new["om/sida-001/bilaga.pdf"])
        os.replace(bench.out / "om/sida-001/ny~", bench.out / "om/sida-001/bilaga.pdf")
        files.files |= new
        builds(bench, group, trees, files, version, f"edited, turn {turn}")


def held_before_exchange(bench, version):
    """A build whose spare tree is whole, a second before the trees change places."""
    line = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2",
            "-e", "inject=renameat2:delay_enter=1000000"]
    process = bench.begin(line + bench.command(version))
    deadline = time.monotonic() + 20
    seen = None
    while time.monotonic() < deadline and process.poll() is None:
        # The spare tree is whole when its last page has the new bytes and stands still.
        try:
            now = tree(bench.state / "spare")
        except OSError:
            # It is being made ready: files come and go.
            now = None
        if now is not None and now == seen:
            break
        seen = now
        time.sleep(0.15)
    return process


def edited_while_building(bench, trees, group):
    """Changes that fall between the look at the folder and the exchange."""
    first(bench)
    files = Own(bench, own(bench))
    builds(bench, group, trees, files, "BA", "while building")
    for version in "BA":
        process = held_before_exchange(bench, version)
        new = {"sent.txt": b"kom sent %s" % version.encode(),
               "om/bredvid.html": b"<p>sent %s" % version.encode(),
               "nytt/sent.txt": b"i en ny mapp %s" % version.encode()}
        put(bench.out / "sent~", new["sent.txt"])
        os.replace(bench.out / "sent~", bench.out / "sent.txt")
        put(bench.out / "ny~", new["om/bredvid.html"])
        os.replace(bench.out / "ny~", bench.out / "om/bredvid.html")
        put(bench.out / "nytt/sent.txt", new["nytt/sent.txt"])
        group.check(process.poll() is None, "the build was over too soon to be tested")
        ended = finish(process)
        group.check(ended.code == 0, lambda: f"while building: {ended}")
        files.files |= new
        files.check(group, f"while building version {version}")
        builds(bench, group, trees, files, version, "after a change while building")


def outside(bench):
    """A folder of the user's outside the site, which nobody may change."""
    folder = bench.top / "utanfor"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("index.html", "fil.txt", "inre/index.html", "om/index.html"):
        put(folder / name, b"utanfor " + name.encode())
    return folder


def look(folder):
    """The folder's tree and the times of its files."""
    times = {str(path): os.lstat(path).st_mtime_ns for path in folder.rglob("*")}
    return tree(folder), times


def links(bench, trees, group):
    first(bench)
    beyond = outside(bench)
    before = look(beyond)
    made = {"till-fil": str(beyond / "fil.txt"), "till-mapp": str(beyond), "ingenstans": "/finns/inte",
            "om/relativ": "../index.html", "om/till-mapp": "../../../utanfor", "ring": "ring",
            "uppat": ".."}
    for name, target in made.items():
        (bench.out / name).symlink_to(target)
    for version in "BABA":
        ended = bench.build(version)
        group.check(ended.code == 0, lambda: f"links: {ended}")
        for name, target in made.items():
            path = bench.out / name
            group.check(path.is_symlink() and os.readlink(path) == target,
                        f"links, version {version}: {name} is not the link it was")
        group.check(sorted(named(ended)) == sorted(made), lambda: f"links named: {named(ended)}")
        group.check(look(beyond) == before, "links: the folder they lead to has changed")
    # Led elsewhere, then removed.
    os.remove(bench.out / "till-fil")
    (bench.out / "till-fil").symlink_to("/annat")
    os.remove(bench.out / "till-mapp")
    for version in "BA":
        bench.build(version)
        group.check(os.readlink(bench.out / "till-fil") == "/annat", "a link leads where it did before")
        group.check(not os.path.lexists(bench.out / "till-mapp"), "a removed link is back")
    group.check(look(beyond) == before, "links: the folder they led to has changed")


def replaced(bench, trees, group):
    """Files of ours that the user has put links in the place of."""
    for make, kind in ((os.symlink, "symlink"), (os.link, "hard link")):
        first(bench)
        beyond = outside(bench)
        before = look(beyond)
        for turn, version in enumerate("BABAA"):
            for name in ("index.html", "om/index.html", "om/sida-004/index.html", "olika.bin"):
                os.remove(bench.out / name)
                make(beyond / "fil.txt", bench.out / name)
            ended = bench.build(version)
            group.check(ended.code == 0, lambda: f"{kind}, turn {turn}: {ended}")
            got = bench.visible()
            group.check(got == trees[version],
                        lambda: f"{kind}, turn {turn}: {differ(got, trees[version])}")
            group.check(look(beyond) == before, f"{kind}, turn {turn}: the outside file has changed")
        for version in "BA":
            bench.build(version)
            group.check(look(beyond) == before, f"{kind}, afterwards: the outside file has changed")


def replaced_folder(bench, trees, group):
    """A folder of ours that the user has put a link in the place of."""
    for name in ("om", "om/sida-004"):
        first(bench)
        bench.build("B")
        bench.build("A")
        beyond = outside(bench)
        before = look(beyond)
        shutil.rmtree(bench.out / name)
        (bench.out / name).symlink_to(beyond)
        for version in "BAB":
            ended = bench.build(version)
            group.check(look(beyond) == before, f"{name}/ as a link: the outside folder has changed")
            group.check(ended.code in (0, 2) and not ended.debug_text(), f"{name}/ as a link: {ended}")
            if ended.code == 2:
                group.check(name in ended.err, f"{name}/ as a link: not named: {ended}")
                group.check(os.path.islink(bench.out / name), f"{name}/ is no longer the link")
        if os.path.islink(bench.out / name):
            os.remove(bench.out / name)
        for version in "AB":
            ended = bench.build(version)
            got = bench.visible()
            group.check(ended.code == 0 and got == trees[version],
                        lambda: f"{name}/ after the link: {ended}; {differ(got, trees[version])}")
            group.check(look(beyond) == before, f"{name}/ after the link: the outside has changed")


def place_taken_while_building(bench, trees, group):
    """Somebody puts a file where a new page is about to come: the old site goes back."""
    written = bench.roots["B"] / "content" / "om" / "nysida.md"
    for name in ("om/nysida/index.html", "om/nysida", "om/nysida/index.html/fil.txt"):
        first(bench)
        page(written, "Ny sida", "Helt ny. " * 20)
        process = held_before_exchange(bench, "B")
        put(bench.out / name, b"min fil\n")
        wanted = bench.visible()
        group.check(process.poll() is None, "the build was over too soon to be tested")
        ended = finish(process)
        written.unlink()
        group.check(ended.code == 2 and "nysida" in ended.err and not ended.debug_text(),
                    lambda: f"{name} put in the way: {ended}")
        group.check(bench.visible() == wanted,
                    lambda: f"{name}: not the old site: {differ(bench.visible(), wanted)}")


def place_taken(bench, trees, group):
    """A page comes where the user had a link or a file, which the spare tree still has."""
    for kind in ("link to a folder", "link to a file", "link to nowhere", "file", "folder"):
        first(bench)
        beyond = outside(bench)
        before = look(beyond)
        for name in ("nysida", "om/nysida"):
            path = bench.out / name
            if kind == "file":
                put(path, b"en fil\n")
            elif kind == "folder":
                put(path / "index.html", b"en fil\n")
            else:
                target = {"link to a folder": beyond, "link to a file": beyond / "fil.txt",
                          "link to nowhere": bench.top / "ingenstans"}[kind]
                path.symlink_to(target)
        bench.build("B")
        bench.build("A")
        written = bench.roots["A"] / "content" / "om" / "nysida.md"
        page(written, "Ny sida", "Helt ny. " * 20)
        # Still in the way: refused, and nothing touched.
        old = bench.visible()
        ended = bench.build("A")
        group.check(ended.code == 2 and "nysida" in ended.err, f"{kind} in the way: {ended}")
        group.check(bench.visible() == old, f"{kind} in the way: the visible site has changed")
        # Out of the way again: the page takes the place.
        path = bench.out / "om" / "nysida"
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else os.remove(path)
        ended = bench.build("A")
        group.check(ended.code == 0, f"{kind} no longer in the way: {ended}")
        shown = bench.out / "om" / "nysida" / "index.html"
        group.check(shown.is_file() and b"Helt ny" in shown.read_bytes(),
                    f"{kind} no longer in the way: the new page is not in the site")
        group.check(look(beyond) == before,
                    lambda: f"{kind} no longer in the way: the outside folder has changed: "
                    + differ(look(beyond)[0], before[0]))
        group.check(not os.path.lexists(bench.top / "ingenstans"), f"{kind}: written where it led")
        written.unlink()


def linked_output(bench, trees, group):
    """The output folder is itself a link."""
    bench.fresh_out()
    real = bench.top / "ut" / "riktig"
    real.mkdir()
    bench.out.symlink_to("riktig")
    for version in "ABA":
        ended = bench.build(version)
        group.check(ended.code == 0 and bench.out.is_symlink(), f"linked output: {ended}")
        got = tree(real)
        group.check(got == trees[version], lambda: f"linked output: {differ(got, trees[version])}")


def not_ours(bench, trees, group):
    """Folders that cannot be known to be ours are left alone."""
    first(bench)
    manifest = bench.out / ".delwebb-manifest.json"
    for data in (b"", b"{", b"[]", b"\xff\xfe", b'{"version": 1}', b"null"):
        first(bench)
        manifest.write_bytes(data)
        old = bench.visible()
        ended = bench.build("B")
        group.check(ended.code == 2 and not ended.debug_text(), f"manifest {data!r}: {ended}")
        group.check(bench.visible() == old, f"manifest {data!r}: the folder has changed")
    first(bench)
    manifest.unlink()
    old = bench.visible()
    ended = bench.build("B")
    group.check(ended.code == 2 and str(bench.out) in ended.err, f"no manifest: {ended}")
    group.check(bench.visible() == old, "no manifest: the folder has changed")


TESTS = [
    ("kept byte for byte", kept),
    ("named in the summary", summary),
    ("removed stays removed", removed),
    ("edited stays edited", edited),
    ("edited while building", edited_while_building),
    ("a page's place taken while building", place_taken_while_building),
    ("links stay links", links),
    ("ours replaced by a link", replaced),
    ("our folder replaced by a link", replaced_folder),
    ("a page where the user had something", place_taken),
    ("the output folder is a link", linked_output),
    ("a folder that is not ours", not_ours),
]


@guarded
def main(asked, _, report, bench):
    trees = bench.expected()
    for name, test in TESTS:
        if test in (edited_while_building, place_taken_while_building) and not can_trace():
            report.skip(name, "strace is not here, or may not trace")
            continue
        group = Group()
        for _ in range(asked.rounds):
            try:
                test(bench, trees, group)
            except OSError as error:
                group.check(False, f"what the user had is not there: {error}")
        report.group(name, group.passed, group.problems)


main(*start(__doc__, "rounds", 1), pages=40)
