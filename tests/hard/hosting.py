#!/usr/bin/env python3
"""The configuration that `delwebb hosting` prints, in real nginx, Apache and Caddy: every page, redirect, missing
page, header, packed form, part and known version, with and without a path of the host's, plain and with TLS."""

import gzip
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from urllib.parse import quote

from common import NOW, Group, guarded, start
from servers import BROTLI, Server, certificate, free_port

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "DENY",
}
# What the site of the tests holds, besides what every site does.
FILES = {
    "blå bilaga 1.pdf": b"%PDF-1.4 " + b"x" * 3000,
    "öppna/data å.csv": "namn;tal\nå;1\n".encode() * 200,
    "bild.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style></svg>' * 20,
    "paket.tar.gz": gzip.compress(b"packat redan" * 100),
    "utan-andelse": b"x" * 500,
}
PAGE = "---\ntitel: {title}\n{more}---\n\nText om {title}.\n"


def write(root, address):
    content = root / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(f'titel: Prov\nbeskrivning: En webbplats för prov.\nadress: "{address}"\n')
    pages = {"index.md": ("Start", ""), "om/index.md": ("Om", "aliases: [/gammal/, /gammal-om.html]\n"),
             "om/djup/sida.md": ("Sida", "aliases: [/gammal/djup/, /Gammal.Punkt/]\n")}
    for path, (title, more) in pages.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(PAGE.format(title=title, more=more))
    for path, data in FILES.items():
        (content / "static" / path).parent.mkdir(parents=True, exist_ok=True)
        (content / "static" / path).write_bytes(data)


def brotli(data):
    """Node has it; Python does not."""
    script = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(0)))"
    return subprocess.run(["node", "-e", script], input=data, capture_output=True, check=True).stdout


def unbrotli(data):
    script = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))"
    return subprocess.run(["node", "-e", script], input=data, capture_output=True, check=True).stdout


def pack(release, has_node):
    """As publishing does: forms beside the file."""
    for file in sorted(release.rglob("*")):
        if file.is_file() and file.suffix in (".html", ".css", ".js", ".csv", ".svg", ".xml", ".json"):
            data = file.read_bytes()
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(data, mtime=0))
            if has_node and file.name in ("index.html", "404.html") or file.suffix == ".css" and has_node:
                file.with_name(file.name + ".br").write_bytes(brotli(data))


def keep(path):
    if re.search(r"^assets/.+\.[0-9a-f]{10}(\.[^./]+)?$", path):
        return "public, max-age=31536000, immutable"
    ending = path.rpartition(".")[2]
    if ending == "html":
        return "public, max-age=60, must-revalidate"
    if ending in ("xml", "json", "csv", "ics", "txt", "webmanifest"):
        return "public, max-age=900, must-revalidate"
    return "public, max-age=3600, must-revalidate"


KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "csv": "text/csv", "svg": "image/svg+xml",
         "pdf": "application/pdf", "json": "application/json", "xml": "application/xml", "txt": "text/plain",
         "woff2": "font/woff2", "png": "image/png", "gz": "application/gzip"}


class Trial:
    """One server with one site."""

    def __init__(self, server, release, base, origin, policy):
        self.server, self.release, self.base, self.origin, self.policy = server, release, base, origin, policy
        self.group = Group()
        plain = [f for f in sorted(release.rglob("*")) if f.is_file() and not f.name.startswith(".")]
        self.files = [f.relative_to(release).as_posix() for f in plain
                      if not (f.suffix in (".gz", ".br") and f.with_suffix("").exists())]

    def check(self, holds, problem):
        return self.group.check(holds, problem)

    def address(self, path):
        folder = path[: -len("index.html")] if path.endswith("index.html") else path
        return f"{self.base}/{quote(folder)}"

    def headers(self, where, answer, svg=False, pdf=False):
        for name, value in ALWAYS.items():
            self.check(answer[name] == value, f"{where}: {name} is {answer[name]!r}")
        self.check("camera=()" in answer["permissions-policy"], f"{where}: Permissions-Policy")
        policy = answer["content-security-policy"]
        wanted = "sandbox" if svg else "frame-ancestors 'none'" if pdf else self.policy
        self.check(wanted in policy and "unsafe" not in policy and policy.count("frame-ancestors") == 1, f"{where}: CSP is {policy!r}")
        secure = answer["strict-transport-security"]
        self.check((secure == "max-age=31536000") == self.server.secure, f"{where}: HSTS is {secure!r}")

    def every_file(self):
        for path in self.files:
            if path == "404.html":
                continue
            if "/" not in path and "omdirigering" in path or self.is_redirect(path):
                continue
            at, data = self.address(path), (self.release / path).read_bytes()
            answer = self.server.ask(at)
            if not self.check(answer.status == 200 and answer.body == data, f"{at}: {answer.status}, {len(answer.body)} bytes of {len(data)}"):
                continue
            ending = path.rpartition(".")[2]
            kind = KINDS.get(ending)
            if kind:
                self.check(answer["content-type"].split(";")[0] == kind, f"{at}: {answer['content-type']}")
            if ending in ("html", "css", "js", "csv", "txt"):
                self.check(answer["content-type"].lower().replace(" ", "").endswith(";charset=utf-8"), f"{at}: {answer['content-type']}")
            self.check(answer["cache-control"] == keep(path), f"{at}: {answer['cache-control']}")
            self.check(not answer["content-encoding"], f"{at}: encoded though not asked for: {answer['content-encoding']}")
            self.headers(at, answer, ending == "svg", ending == "pdf")

    def is_redirect(self, path):
        if not path.endswith(".html"):
            return False
        return b'http-equiv="refresh"' in (self.release / path).read_bytes()

    def moves(self):
        def leads(at, to, status=301):
            answer = self.server.ask(at)
            self.check(answer.status in (301, 308) and answer["location"] == to,
                       f"{at}: {answer.status} {answer['location']!r}, not {to!r}")
            # What is above the site's own folder is the host's.
            if at != self.base:
                self.headers(at, answer)
        o = self.origin + self.base
        b = self.base
        for old, new in [("/gammal/", "/om/"), ("/gammal", "/om/"), ("/gammal-om.html", "/om/"),
                         ("/gammal/djup/", "/om/djup/sida/"), ("/Gammal.Punkt/", "/om/djup/sida/")]:
            leads(b + old, o + new)
        for at, to in [("/om", "/om/"), ("/om/djup/sida", "/om/djup/sida/"), ("/om?a=b&c=%C3%A5", "/om/?a=b&c=%C3%A5"),
                       ("/index.html", "/"), ("/om/index.html", "/om/"), ("/om/djup/sida/index.html?x=1", "/om/djup/sida/?x=1")]:
            leads(b + at, o + to)
        if b:
            leads(b, o + "/")

    def missing(self):
        page = (self.release / "404.html").read_bytes()
        for at in ["/saknas/", "/saknas", "/om/saknas.pdf", "/404.html", "/assets/", "/assets", "/.delwebb-manifest.json",
                   "/.git/config", "/om/djup/", "/%C3%A5/%20/", "/gammal/djup/mer/", "/om/djup/sida/sida/"]:
            answer = self.server.ask(self.base + at)
            self.check(answer.status == 404 and answer.body == page, f"{at}: {answer.status}, {answer.body[:60]}")
            self.headers(at, answer)
            self.check(answer["cache-control"] == keep("404.html"), f"{at}: {answer['cache-control']}")

    def ways(self):
        at, data = self.base + "/om/", (self.release / "om/index.html").read_bytes()
        head = self.server.ask(at, "HEAD")
        self.check(head.status == 200 and not head.body and head["content-length"] == str(len(data)), f"HEAD: {head.headers}")
        self.headers("HEAD", head)
        gone = self.server.ask(self.base + "/saknas/", "HEAD")
        self.check(gone.status == 404 and not gone.body, f"HEAD of what is missing: {gone.status}")
        pdf = self.base + "/" + quote("blå bilaga 1.pdf")
        part = self.server.ask(pdf, Range="bytes=5-14")
        self.check(part.status == 206 and part.body == FILES["blå bilaga 1.pdf"][5:15], f"a part: {part.status}")
        self.check(self.server.ask(pdf, Range="bytes=99999-").status == 416, "a part outside")
        first = self.server.ask(at)
        known = self.server.ask(at, If_None_Match=first["etag"])
        self.check(first["etag"] and known.status == 304 and not known.body, f"known: {first['etag']!r} {known.status}")
        self.check(known["cache-control"] == keep("index.html"), f"known: {known['cache-control']}")
        for method in ("POST", "PUT", "DELETE"):
            answer = self.server.ask(at, method, Content_Length="0")
            self.check(answer.status in (404, 405) or (method == "POST" and answer.status == 200), f"{method}: {answer.status}")

    def packed(self, has_brotli):
        css = next(path for path in self.files if path.endswith(".css"))
        for path in ["om/index.html", css, "öppna/data å.csv", "bild.svg", "data/index.json"]:
            at, data = self.address(path), (self.release / path).read_bytes()
            answer = self.server.ask(at, Accept_Encoding="gzip, deflate")
            if self.check(answer["content-encoding"] == "gzip", f"{at}: {answer['content-encoding']!r} for gzip"):
                self.check(gzip.decompress(answer.body) == data, f"{at}: other bytes")
            self.check("accept-encoding" in answer["vary"].lower(), f"{at}: Vary {answer['vary']!r}")
            kind = KINDS[path.rpartition(".")[2]]
            self.check(answer["content-type"].startswith(kind), f"{at} packed: {answer['content-type']}")
            self.check(not answer["content-language"], f"{at}: Content-Language {answer['content-language']}")
            self.check(answer["cache-control"] == keep(path), f"{at} packed: {answer['cache-control']}")
            self.headers(f"{at} packed", answer, path.endswith(".svg"))
            known = self.server.ask(at, Accept_Encoding="gzip", If_None_Match=answer["etag"])
            self.check(known.status == 304, f"{at}: known and packed: {known.status}")
            plain = self.server.ask(at)
            self.check(plain.body == data and plain["etag"] != answer["etag"], f"{at}: the same mark for two forms")
            self.check("accept-encoding" in plain["vary"].lower(), f"{at}: Vary of the plain form {plain['vary']!r}")
            unwanted = self.server.ask(at, Accept_Encoding="br;q=0, gzip;q=0")
            self.check(not unwanted["content-encoding"] and unwanted.body == data, f"{at}: packed though refused")
        if has_brotli:
            for path in ["om/index.html", css]:
                answer = self.server.ask(self.address(path), Accept_Encoding="gzip, deflate, br")
                same = answer["content-encoding"] == "br" and unbrotli(answer.body) == (self.release / path).read_bytes()
                self.check(same, f"{path}: {answer['content-encoding']!r} for br")
        missing = self.server.ask(self.base + "/saknas/", Accept_Encoding="gzip")
        body = gzip.decompress(missing.body) if missing["content-encoding"] == "gzip" else missing.body
        self.check(missing.status == 404 and body == (self.release / "404.html").read_bytes(), f"missing, packed: {missing.status}")
        tar = self.server.ask(self.base + "/paket.tar.gz", Accept_Encoding="gzip")
        self.check(tar.body == FILES["paket.tar.gz"] and not tar["content-encoding"], f"an archive: {tar['content-encoding']!r}")

    def hostile(self):
        for at in ["//evil.test/index.html", "//evil.test/%2e%2e", "/om%0d%0aSet-Cookie:x=1", "/om/%0d%0aX-Evil:1/index.html", "/%0aindex.html",
                   "/../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/om/..%5c..%5cetc", "/\\evil.test/index.html",
                   "/%00", "/om%00/", "/om;a/index.html", "/$request_uri", "/%24%7Bjndi%7D/index.html", "/om//index.html", "/om/./", "/%25", "/om/%", "/å/"]:
            answer = self.server.ask(self.base + at)
            self.check(b"root:" not in answer.body, f"{at}: a file from outside")
            self.check(not any(name in answer.headers for name in ("set-cookie", "x-evil")), f"{at}: a header was let in")
            self.check(answer.status in (200, 301, 308, 400, 403, 404), f"{at}: {answer.status}")
            if answer["location"]:
                stays = answer["location"].startswith(self.origin + "/") or re.match(r"/(?![/\\])", answer["location"])
                self.check(stays, f"{at}: leads to {answer['location']!r}")


def trial(kind, bench, base, secure, report, has_node):
    name = f"{kind}{' under a path' if base else ''}{' with TLS' if secure else ''}"
    if missing := Server.missing(kind):
        return report.skip(name, missing)
    top = bench.top / re.sub(r"\W+", "-", name)
    port = free_port()
    origin = f"{'https://localhost' if secure else 'http://127.0.0.1'}:{port}"
    root, published = top / "site", top / "s r v å"
    write(root, f"{origin}{base}/")
    release = published / "releases" / "1"
    release.parent.mkdir(parents=True)
    built = bench.run([str(bench.program), "build", "--root", str(root), "--out", str(release), "--now", NOW])
    if built.code != 0:
        return report.group(name, 0, [str(built)])
    pack(release, has_node)
    (published / "current").symlink_to("releases/1")
    for folder in [bench.top, top, published]:
        folder.chmod(0o755)
    certificate(top)
    printed = bench.run([str(bench.program), "hosting", kind, "--root", str(root), "--now", NOW, "--folder", str(published),
                         "--certificate", str(top / "cert.pem"), "--key", str(top / "key.pem")])
    if printed.code != 0:
        return report.group(name, 0, [str(printed)])
    policy = re.search(r"default-src 'none'; [^\"]*upgrade-insecure-requests|default-src 'none'; connect[^\"]*|default-src 'none'; font[^\"]*", printed.out)[0]
    server = Server(kind, top / "server", printed.out, port, secure)
    if wrong := server.wrong():
        return report.group(name, 0, [wrong])
    with server:
        done = Trial(server, release, base, origin, policy)
        done.every_file()
        done.moves()
        done.missing()
        done.ways()
        done.packed(has_node and (kind != "nginx" or BROTLI.exists()))
        done.hostile()
        report.group(name, done.group.passed, done.group.problems, f"{len(done.files)} files")


@guarded
def main(asked, _, report, bench):
    has_node = bool(shutil.which("node"))
    if not has_node:
        report.skip("brotli", "node is not here")
    for kind in Server.kinds:
        for base, secure in [("", False), ("/vard", False), ("", True), ("/vard/ny", True)]:
            trial(kind, bench, base, secure, report, has_node)


main(*start(__doc__), pages=2)
