#!/usr/bin/env python3
"""`delwebb publish` to object storage (moto), both forms, through a proxy that watches.

What is sent in which order, that a dry run writes nothing, that nothing is sent when nothing has
changed, what visitors could read at every moment of a publication that is cut off, going back,
and that no secret is in anything that is said or kept.
"""

import http.client
import http.server
import re
import shutil
import socket
import socketserver
import subprocess
import threading
import time
import urllib.parse
from pathlib import Path

from common import Group, guarded, page, start

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = REPOSITORY / "target" / "s3-venv" / "bin" / "python"
KEY, SECRET, CDN_KEY = "AKIAPROVPROVPROVPROV", "kanariefageln/som+ingen=far-se", "cdn-kanariefagel"
SERVER = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(['-H', '127.0.0.1', '-p', sys.argv[1]])
"""
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, "
                           "SignedHeaders=host, Signature=a"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Moto:
    """The server."""

    def __enter__(self):
        self.port = free_port()
        self.process = subprocess.Popen([PYTHON, "-c", SERVER, str(self.port)], stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                self.ask("GET", "/moto-api/")
                return self
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("moto does not answer")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, method, path, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, SIGNED | (headers or {}))
        answer = connection.getresponse()
        found = answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()
        connection.close()
        return found

    def keys(self, bucket):
        found, token = [], ""
        while token is not None:
            more = f"&continuation-token={urllib.parse.quote(token)}" if token else ""
            text = self.ask("GET", f"/{bucket}?list-type=2&encoding-type=url{more}")[2].decode()
            found += [urllib.parse.unquote_plus(key) for key in re.findall(r"<Key>([^<]*)</Key>", text)]
            token = re.search(r"<NextContinuationToken>([^<]*)<", text)
            token = token and token[1]
        return found

    def objects(self, bucket):
        """Key -> bytes."""
        return {key: self.read(bucket, key) for key in self.keys(bucket)}

    def read(self, bucket, key):
        status, _, body = self.ask("GET", f"/{bucket}/{urllib.parse.quote(key)}")
        return body if status == 200 else None


class Proxy(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Lets everything through, and remembers it; closes every connection when it is told to."""

    daemon_threads = True

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind, self.seen, self.lock = behind, [], threading.Lock()
        self.writes_left = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass

    def take(self):
        with self.lock:
            seen, self.seen = self.seen, []
        return seen


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        cdn = self.path.startswith("/cdn")
        writes = self.command not in ("GET", "HEAD")
        proxy = self.server
        with proxy.lock:
            proxy.seen.append((self.command, urllib.parse.unquote(self.path), dict(self.headers), body))
            if writes and proxy.writes_left is not None:
                proxy.writes_left -= 1
            cut = proxy.writes_left is not None and proxy.writes_left < 0
        if cut:
            self.close_connection = True
            self.connection.close()
            return
        if cdn:
            status, headers, answer = 200, {}, b"{}"
        else:
            behind = http.client.HTTPConnection("127.0.0.1", proxy.behind, timeout=60)
            headers = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
            behind.request(self.command, self.path, body, headers)
            got = behind.getresponse()
            status, answer = got.status, got.read()
            headers = dict(got.getheaders())
            behind.close()
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else len(answer)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do


def settings(root, port, form, bucket):
    path = root / "content" / "site.yaml"
    text = path.read_text(encoding="utf-8").split("mål:")[0]
    path.write_text(text + f"""mål:
- namn: prov
  typ: s3
  roll: test
  adress: "https://prov.example/"
  ändpunkt: "http://127.0.0.1:{port}"
  hink: {bucket}
  prefix: webb å
  form: {form}
  behåll: 3
  rensa_cdn:
    url: "http://127.0.0.1:{port}/cdn/purge"
    rubriker: {{Authorization: "Bearer ${{CDN_NYCKEL}}"}}
    kropp: '{{"files": {{adresser}}}}'
""", encoding="utf-8")


def kind(path):
    """What a written key is: 0 an asset or another file, 1 a page, 2 a machine file."""
    if path.endswith(".html"):
        return 1
    name = path.rsplit("/", 1)[-1]
    machine = name.endswith((".xml", ".ics", ".csv", ".json", ".atom")) or name == "robots.txt"
    return 2 if machine else 0


def site_of(objects, prefix):
    ours = (".publicerat/", ".delwebb/")
    return {key[len(prefix):]: body for key, body in objects.items()
            if key.startswith(prefix) and not key[len(prefix):].startswith(ours)}


@guarded
def main(asked, rng, report, bench):
    if not PYTHON.exists():
        return report.skip("publish_s3", "moto is not below target/; tests/run installs it")
    environment = bench.environment() | {
        "DELWEBB_PROV_NYCKEL": KEY, "DELWEBB_PROV_HEMLIGHET": SECRET, "CDN_NYCKEL": CDN_KEY}
    said = []

    def publish(root, *more):
        run = subprocess.run([str(bench.program), "publish", "prov", "--root", str(root), "--lang", "sv", "--yes", *more],
                             capture_output=True, env=environment, cwd="/", timeout=300, stdin=subprocess.DEVNULL)
        text = (run.stdout + run.stderr).decode("utf-8", "replace")
        said.append(text)
        return run.returncode, text

    def built(root):
        folder = root / ".delwebb" / "publicera" / "prov"
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*"))
                if p.is_file() and p.name != ".delwebb-manifest.json"}

    with Moto() as moto:
        proxy = Proxy(moto.port)
        port = proxy.server_address[1]
        for number, form in enumerate(("pekare", "nycklar")):
            group, bucket, prefix = Group(), f"hink-{number}", "webb å/"
            moto.ask("PUT", f"/{bucket}")
            root = bench.top / f"s3-{form}"
            shutil.copytree(bench.roots["A"], root)
            page(root / "content" / "om" / "flyttad.md", "Flyttad", "Sidan har bytt adress. " * 20)
            moved = root / "content" / "om" / "flyttad.md"
            moved.write_text(moved.read_text(encoding="utf-8").replace("---\n", "---\naliases: [/forr/, /om/gammal/]\n", 1), encoding="utf-8")
            settings(root, port, form, bucket)

            def live():
                if form == "nycklar":
                    return site_of(moto.objects(bucket), prefix)
                at = moto.read(bucket, prefix + "current")
                if at is None:
                    return None
                shown = f"{prefix}{at.decode()}/"
                return site_of({key: moto.read(bucket, key) for key in moto.keys(bucket) if key.startswith(shown)}, shown)

            def is_live():
                shown = live()
                wanted = built(root)
                bad = [p for p in wanted if shown.get(p) != wanted[p]]
                return not bad, f"{form}: {bad[:5]} of {len(wanted)}; {len(shown)} shown"

            code, text = publish(root, "--dry-run")
            seen = proxy.take()
            writing = [s[:2] for s in seen if s[0] not in ("GET", "HEAD")]
            group.check(code == 0 and seen and not writing, lambda: f"a dry run: {code} {writing[:5]}\n{text}")

            code, text = publish(root)
            group.check(code == 0, lambda: f"first publication: {code}\n{text}")
            group.check(*is_live())
            seen = proxy.take()
            first = [s for s in seen if s[0] == "PUT"]
            cdn = [s for s in seen if s[1].startswith("/cdn")]
            group.check(cdn and all(s[2].get("authorization", s[2].get("Authorization")) == f"Bearer {CDN_KEY}" for s in cdn), f"CDN: {cdn[:1]}")

            # Content types and cache control, read back, and where old addresses lead.
            leads = 0
            objects = moto.objects(bucket)
            for key in objects:
                if "/.publicerat/" in key or key.endswith((".lock", "/current")):
                    continue
                head = moto.ask("HEAD", f"/{bucket}/{urllib.parse.quote(key)}")[1]
                if key.endswith(".html"):
                    group.check(head.get("content-type") == "text/html; charset=utf-8" and "max-age=60" in head.get("cache-control", ""), f"{key}: {head}")
                lead = head.get("x-amz-website-redirect-location")
                told = re.search(rb'<meta http-equiv="refresh" content="0; ?url=([^"]*)"', objects[key]) if key.endswith(".html") else None
                if form == "nycklar" and told:
                    page_told = urllib.parse.urljoin("https://prov.example/", told[1].decode())
                    group.check(lead and urllib.parse.unquote(lead) == urllib.parse.unquote(page_told), f"{key} leads to {lead}, its page to {page_told}")
                    leads += 1
                else:
                    group.check(lead is None, f"{key} leads to {lead}")
                if re.search(r"assets/.*\.[0-9a-f]{10}\.css$", key):
                    group.check("31536000, immutable" in head.get("cache-control", "") and head["content-type"].startswith("text/css"), f"{key}: {head}")

            group.check(leads > 0 or form == "pekare", "no old address was looked at")
            code, text = publish(root)
            seen = proxy.take()
            writing = [s[:2] for s in seen if s[0] not in ("GET", "HEAD")]
            group.check(code == 0 and not writing, lambda: f"nothing changed: {code} {writing[:5]}\n{text}")

            # The order of a second version, with pages new, changed and removed.
            before = live()
            shutil.rmtree(root / "content")
            shutil.copytree(bench.roots["B"] / "content", root / "content")
            settings(root, port, form, bucket)
            code, text = publish(root, "--allow-removals")
            group.check(code == 0, lambda: f"second publication: {code}\n{text}")
            group.check(*is_live())
            seen = proxy.take()
            site = f"/{bucket}/{prefix}"
            steps = []
            for method, path, _, _ in seen:
                if path.startswith("/cdn"):
                    steps.append((3, path))
                elif method == "DELETE" or (method == "POST" and path.endswith("?delete=")):
                    # The lock, what it is tried out on, and the note of what is being made.
                    if not re.search(r"/\.publicerat/|/\.delwebb/|/lock\.json|/building\.json", path):
                        steps.append((4, path))
                elif method == "PUT" and path.startswith(site):
                    inner = path[len(site):]
                    if form == "nycklar" and not inner.startswith((".publicerat/", ".delwebb/")):
                        steps.append((kind(inner), inner))
                    elif form == "pekare" and inner.startswith("releases/") and inner.count("/") > 1:
                        steps.append((0, inner))
                    elif inner == "current":
                        steps.append((2, inner))
            numbers = [step for step, _ in steps]
            group.check(numbers == sorted(numbers) and 3 in numbers, lambda: f"{form}: order {steps[:3]} … {[s for s in steps if s[0] >= 2][:9]}")
            wrote = sum(1 for s in steps if s[0] <= 2)
            group.check(wrote < len(first), f"{form}: {wrote} written of {len(first)} the first time")

            taken_over = 0
            # Cut at the n-th write: what is visible is whole; the next run ends it.
            for _ in range(asked.cuts):
                version = "A" if before is not None and rng.random() < 0.5 else "B"
                text_now = f"Gång {rng.randrange(10**9)}. " * 30
                shutil.rmtree(root / "content")
                shutil.copytree(bench.roots[version] / "content", root / "content")
                for extra in range(6):
                    page(root / "content" / "om" / f"ny-{extra}.md", f"Ny {extra}", text_now)
                settings(root, port, form, bucket)
                old = live()
                if rng.random() < 0.6:
                    # As if an hour had passed: the oldest release's folder is taken over.
                    moto.ask("DELETE", f"/{bucket}/{urllib.parse.quote(prefix)}resting.json")
                proxy.writes_left = rng.randrange(1, 60)
                process = subprocess.Popen([str(bench.program), "publish", "prov", "--root", str(root), "--lang", "sv", "--yes",
                                            "--allow-removals"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd="/", stdin=subprocess.DEVNULL)
                until = time.monotonic() + 60
                while process.poll() is None and time.monotonic() < until and proxy.writes_left >= 0:
                    time.sleep(0.05)
                was_cut = proxy.writes_left < 0
                process.kill()
                process.communicate()
                proxy.writes_left = None
                shown, new = live(), built(root)
                if form == "pekare":
                    same_new = all(shown.get(p) == b for p, b in new.items())
                    group.check(shown == old or same_new, "pekare: a mixed site")
                    taken_over += any("_" in key for key in moto.keys(bucket) if "/manifests/" in key)
                else:
                    torn = [p for p, b in shown.items() if b != old.get(p) and b != new.get(p)]
                    group.check(not torn, f"nycklar: neither old nor new: {torn[:5]}")
                    missing = [p for p, b in shown.items() if p.endswith(".html") for a in
                               re.findall(rb'(?:href|src)="(?:\.\./)*/?(assets/[^"]+)"', b) if a.decode() not in shown]
                    group.check(not missing, f"nycklar: a page without its assets: {missing[:5]}")
                # The lock of a killed run holds until it has run out; nobody is waited for here.
                for key in [k for k in moto.keys(bucket) if k.endswith("lock.json")]:
                    moto.ask("DELETE", f"/{bucket}/{urllib.parse.quote(key)}")
                code, text = publish(root, "--allow-removals")
                group.check(code == 0, lambda: f"after a cut ({was_cut}): {code}\n{text}")
                group.check(*is_live())
            if form == "pekare":
                group.check(taken_over > 0 or asked.cuts < 10, "no folder was ever taken over")
                shown = live()
                began = time.monotonic()
                code, text = publish(root, "--rollback")
                took = time.monotonic() - began
                group.check(code == 0 and took < 5, lambda: f"going back: {code}, {took:.1f} s\n{text}")
                group.check(live() != shown, "going back shows the same")
                forgot = [s[3] for s in proxy.take() if s[1].startswith("/cdn")]
                group.check(forgot and b"https://prov.example/" in forgot[0], f"going back, the CDN is asked {forgot[:1]}")
            proxy.take()
            report.group(form, group.passed, group.problems)
        proxy.shutdown()

    group = Group()
    for text in said:
        group.check(SECRET not in text and CDN_KEY not in text, "a secret is said")
    for path in bench.top.rglob("*"):
        if path.is_file() and not path.is_symlink() and path != bench.program:
            body = path.read_bytes()
            group.check(SECRET.encode() not in body and CDN_KEY.encode() not in body, f"a secret is in {path}")
    report.group("secrets", group.passed, group.problems)


if __name__ == "__main__":
    main(*start(__doc__, "cuts", 2), pages=20)
