#!/usr/bin/env python3
"""The preview beside Hugo's server, in turn, on one and the same synthetic site: from an editor's
save to the new text in hand.

    preview.py [--sizes 100,1000] [--runs 15] [--browser] [--shared DIR] [--delwebb PATH]
               [--hugo PATH] [--json FILE]

A save is a file written over; the clock starts when that call returns, and stops when an answer
holds the new text. delwebb is asked once (it must know by then: a stale answer is an error), Hugo
again and again. With --browser also until the text stands in Chromium, with no other request
than the page's own. Prints medians, ratios and how far the aims are; asserts nothing else.
benches/README.md tells how to read it. Standard library only; the browser is that of tests/browser.
"""
import argparse
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing generated is left beside the sources

from delwebb_site import HERE, REPOSITORY, Missing, load_generator, shared_folder, write_site
from measure import NOW
from programs import TARGET, Failed, find_delwebb, find_hugo, version

PATIENCE = 60.0  # seconds that anything may take
# Long enough for the checks that follow an edit, and for Hugo's next build to begin afresh.
PAUSE = {100: 0.4, 1_000: 0.8, 10_000: 2.0}
TEXT, TITLE, LIST, STATUS = "body", "title", "title, in its list", "title, on /laget/"
REGISTER, TEMPLATE, CSS = "register", "template", "CSS"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A program that shows a site."""

    def __init__(self, name, command, folder, log, asks_once):
        self.name, self.asks_once = name, asks_once
        self.port = free_port()
        begun = time.perf_counter()
        with open(log, "w", encoding="utf-8") as out:
            self.process = subprocess.Popen([*command, str(self.port)], cwd=folder, stdout=out, stderr=out,
                                            stdin=subprocess.DEVNULL)
        self.log = log
        while not self.answers():
            time.sleep(0.005)
            if self.process.poll() is not None or time.perf_counter() - begun > 10 * PATIENCE:
                with open(log, encoding="utf-8", errors="replace") as f:
                    raise Failed(f"{name} does not answer:\n{f.read()[:2000]}")
        self.start = time.perf_counter() - begun
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def get(self, path):
        for _ in range(2):
            try:
                self.connection.request("GET", path)
                return self.connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                # A connection that nobody has used for a while is closed.
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        return b""

    def memory(self):
        """What it holds in memory, in MiB; None where the system does not say."""
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as f:
                return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024
        except (OSError, TypeError):
            return None

    def end(self):
        self.process.terminate()
        self.process.wait()


def plain(page):
    """A page without what typography adds: soft hyphens, spaces that do not break."""
    return page.replace("\u00ad".encode(), b"").replace("\u00a0".encode(), b" ")


# The benchmark's theme shows nothing on /laget/: here it lists all works, as themes do.
OVERVIEW = """{% extends "sida.html" %}
{% block main %}<h1>{{ page.title }}</h1>
{% for group in groups %}<h2>{{ group.id }}</h2><ul>{% for item in group.items %}
<li><a href="{{ item.href }}">{{ item.title }}</a>{% if item.area %} {{ item.area.title }}{% endif %}</li>{% endfor %}</ul>
{% endfor %}{% endblock main %}
"""


class Edit:
    """One kind of edit: a file, its new text for a number, and where that is seen."""

    def __init__(self, kind, file, change, path, css=False):
        self.kind, self.file, self.change, self.path, self.css = kind, file, change, path, css
        with open(file, encoding="utf-8") as f:
            self.text = f.read()

    def save(self, number):
        with open(self.file, "w", encoding="utf-8") as f:
            f.write(self.change(self.text, f"Flodhästen {number}"))

    def seen(self, server, number):
        """The time from now until it is seen."""
        wanted = f"Flodhästen {number}".encode()
        begun = time.perf_counter()
        while True:
            page = server.get(self.path)
            if self.css:
                href = re.search(rb'<link[^>]*rel="?stylesheet[^>]*href="?([^" >]+)', page)
                page = server.get(re.sub(r"^https?://[^/]+", "", href[1].decode())) if href else b""
            taken = time.perf_counter() - begun
            if wanted in plain(page):
                return taken
            if server.asks_once or taken > PATIENCE:
                raise Failed(f"{server.name}: {self.kind}: the answer is stale ({self.path})")
            time.sleep(0.001)

    def undo(self):
        with open(self.file, "w", encoding="utf-8") as f:
            f.write(self.text)


def titled(key):
    return lambda text, words: re.sub(rf"(?m)^{key}:.*$", f'{key}: "{words}"', text, count=1)


def added(text, words):
    return f"{text}\n\n{words} badar.\n"


def in_template(text, words):
    return text.replace("</body>", f"<p>{words}</p></body>")


def in_css(text, words):
    return f"{text}\n/* {words} */\n"


def edits_of(gen, project, delwebb, hugo):
    """The same edits for both: [(kind, delwebb's, Hugo's or None)]."""
    area, slug = gen.AREA_SLUGS[project["area"]], project["slug"]
    ours, ours_at = f"{delwebb}/content/projekt/{area}/{slug}.md", f"/projekt/{area}/{slug}/"
    rows = [Edit(TEXT, ours, added, ours_at), Edit(TITLE, ours, titled("titel"), ours_at),
            Edit(LIST, ours, titled("titel"), f"/omraden/{area}/"),
            Edit(STATUS, ours, titled("titel"), "/laget/"),
            Edit(REGISTER, f"{delwebb}/content/register/dokument.yaml",
                 lambda text, words: re.sub(r'titel: "[^"]*"', f'titel: "{words}"', text), "/data/dokument.json"),
            Edit(TEMPLATE, f"{delwebb}/themes/bench/templates/bas.html", in_template, ours_at),
            Edit(CSS, find(f"{delwebb}/themes/bench/assets", ".css"), in_css, ours_at, css=True)]
    theirs = {}
    if hugo:
        file, at = f"{hugo}/content{project['url'][:-1]}.md", project["url"]
        listed = f"/utvecklingsomraden/{area}/"
        theirs = {edit.kind: edit for edit in (
            Edit(TEXT, file, added, at), Edit(TITLE, file, titled("title"), at),
            Edit(LIST, file, titled("title"), listed),
            Edit(TEMPLATE, f"{hugo}/layouts/baseof.html", in_template, at),
            Edit(CSS, find(f"{hugo}/static", ".css"), in_css, at, css=True))}
    return [(row.kind, row, theirs.get(row.kind)) for row in rows]


def find(folder, ending):
    found = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(ending)]
    if not found:
        raise Missing(f"no file ends with {ending} below {folder}")
    return sorted(found)[0]


def measure(n, work, gen, programs, runs, browser):
    """Everything of one size."""
    folder = os.path.join(work, str(n))
    site, peer = os.path.join(folder, "delwebb"), os.path.join(folder, "hugo")
    _, projects = write_site(gen, n, site)
    with open(f"{site}/themes/bench/templates/laget.html", "w", encoding="utf-8") as f:
        f.write(OVERVIEW)
    delwebb, hugo = programs
    if hugo:
        gen.gen_hugo(peer, *gen.model(n, 7), None)
    # Both find their files in the page cache, and no disk that is still busy with them.
    os.sync()
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as f:
                f.read()
    commands = [Server("delwebb", [delwebb, "serve", "--root", site, "--now", NOW, "--port"], folder,
                       os.path.join(folder, "delwebb.log"), True)]
    if hugo:
        commands.append(Server("hugo", [hugo, "server", "--buildFuture", "--cacheDir", os.path.join(folder, "cache"),
                                        "--port"], peer, os.path.join(folder, "hugo.log"), False))
    servers = {server.name: server for server in commands}
    result = {name: dict(start=server.start) for name, server in servers.items()}
    try:
        project = projects[len(projects) // 2]
        for kind, *pair in edits_of(gen, project, site, peer if hugo else None):
            taken = {}
            for number in range(runs):
                # In turn, so that a busy moment hits both alike.
                for server, edit in zip(commands, pair):
                    if edit is None:
                        continue
                    time.sleep(PAUSE.get(n, 2.0))
                    edit.save(number)
                    taken.setdefault(server.name, []).append(edit.seen(server, number))
            for server, edit in zip(commands, pair):
                if edit is None:
                    continue
                result[server.name][kind] = statistics.median(taken[server.name])
                edit.undo()
                if browser and kind in (TEXT, TITLE, TEMPLATE, CSS):
                    time.sleep(PAUSE.get(n, 2.0))
                    result[server.name][f"{kind}, in the browser"] = in_browser(server, edit, runs)
            time.sleep(PAUSE.get(n, 2.0))
        for name, server in servers.items():
            result[name]["memory"] = server.memory()
    finally:
        for server in commands:
            server.end()
    return result


def in_browser(server, edit, runs):
    """The median time until the new text stands in Chromium."""
    given = dict(url=f"http://127.0.0.1:{server.port}{edit.path}", file=edit.file, runs=runs, css=edit.css,
                 texts=[edit.change(edit.text, f"Flodhästen {number}") for number in range(runs)])
    said = subprocess.run(["node", os.path.join(HERE, "in_browser.mjs")], input=json.dumps(given), text=True,
                          capture_output=True, check=False)
    edit.undo()
    if said.returncode != 0:
        raise Failed(f"{server.name}: {edit.kind} in the browser: {said.stderr[:1000]}")
    return statistics.median(json.loads(said.stdout)) / 1000


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for at, row in enumerate(rows):
        print("| " + " | ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))) + " |")
        if at == 0:
            print("|" + "|".join("-" * (w + 1) + ("-" if i == 0 else ":") for i, w in enumerate(widths)) + "|")


def report(n, result):
    print(f"\nN = {n}\n")
    ours, theirs = result["delwebb"], result.get("hugo", {})
    rows = [["median", "delwebb", "Hugo", "ratio"]]
    for kind, value in ours.items():
        unit = (lambda v: f"{v:.0f} MiB") if kind == "memory" else (lambda v: f"{v * 1000:.1f} ms")
        other = theirs.get(kind)
        rows.append([kind, unit(value) if value else "–", unit(other) if other else "–",
                     f"{value / other:.3f}" if value and other else "–"])
    table(rows)


def aims(results):
    """(what, at most, measured) of every aim."""
    rows = []
    for n, most in ((1_000, 10), (10_000, 20)):
        ours = results.get(str(n), {}).get("delwebb", {})
        for kind in (TEXT, TITLE, LIST):
            rows.append((f"{n:,} pages: {kind}, fetched, ms", most, scaled(ours.get(kind), 1000)))
        for kind in (TEXT, TITLE):
            rows.append((f"{n:,} pages: {kind}, in the browser, ms", 60, scaled(ours.get(f"{kind}, in the browser"), 1000)))
    for n, result in results.items():
        ours, theirs = result["delwebb"], result.get("hugo", {})
        for kind, most in (("start", 0.1), ("memory", 0.25)):
            known = ours.get(kind) and theirs.get(kind)
            rows.append((f"{int(n):,} pages: {kind} / Hugo's", most, ours[kind] / theirs[kind] if known else None))
    return rows


def scaled(value, by):
    return None if value is None else value * by


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="100,1000")
    ap.add_argument("--runs", type=int, default=15)
    ap.add_argument("--browser", action="store_true", help="also in Chromium, as tests/browser installs what drives it")
    ap.add_argument("--shared", help="the shared folder (default: DELWEBB_SHARED, else ../shared)")
    ap.add_argument("--delwebb")
    ap.add_argument("--hugo")
    ap.add_argument("--json")
    a = ap.parse_args()
    try:
        gen = load_generator(shared_folder(a.shared))
    except Missing as reason:
        print(f"skipped: {reason}")
        return 0
    delwebb = find_delwebb(a.delwebb)
    try:
        hugo = find_hugo(a.hugo)
    except Missing as reason:
        print(f"without Hugo: {reason}")
        hugo = None
    if a.browser and not os.path.isdir(os.path.join(REPOSITORY, "target", "browser-tools", "node_modules")):
        print("without a browser: tests/browser/run.mjs has not installed what drives it")
        a.browser = False
    print(f"{version([delwebb, '--version'])}; {version([hugo, 'version']) if hugo else 'no Hugo'}; "
          f"load {os.getloadavg()[0]:.1f}")
    os.makedirs(TARGET, exist_ok=True)
    work = tempfile.mkdtemp(prefix="preview-bench-", dir=TARGET)
    results = {}
    try:
        for n in (int(size) for size in a.sizes.split(",")):
            results[str(n)] = measure(n, work, gen, (delwebb, hugo), a.runs, a.browser)
            report(n, results[str(n)])
    except Failed as why:
        print(why)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print()
    rows = [["aim", "at most", "measured", "met"]]
    for what, most, found in aims(results):
        said = "–" if found is None else "met" if found <= most else "not met"
        rows.append([what, f"{most:g}", "not measured" if found is None else f"{found:.3g}", said])
    table(rows)
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump(results, f, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
