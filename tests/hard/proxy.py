#!/usr/bin/env python3
"""The preview behind nginx with TLS, below a folder of its host: pages, redirects, events, and who
may ask. The lines for nginx are those of README.md."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

from common import Group, guarded, page, start
from preview import Answer, Listener, Preview, within

HOST, FOLDER = "forhand.example", "/forhand"
README = Path(__file__).resolve().parents[2] / "README.md"


def location():
    """The lines that README.md tells to write."""
    text = README.read_text(encoding="utf-8")
    block = re.search(r"```nginx\n(.*?)```", text, re.S)[1]
    assert FOLDER in block and "1111" in block
    return block


def configuration(folder, port, behind):
    block = location().replace("127.0.0.1:1111", f"127.0.0.1:{behind}")
    temp = "\n".join(f"  {name}_temp_path {folder}/{name};"
                     for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/fel.log;
events {{}}
http {{
  access_log off;
{temp}
  server {{
    listen 127.0.0.1:{port} ssl;
    server_name {HOST};
    ssl_certificate {folder}/cert.pem;
    ssl_certificate_key {folder}/key.pem;
{block}
  }}
}}
"""


class Outside:
    """Who comes through nginx; knows it by its certificate."""

    def __init__(self, port, certificate):
        self.port = port
        self.context = ssl.create_default_context(cafile=str(certificate))

    def connect(self, timeout=20):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        return self.context.wrap_socket(plain, server_hostname=HOST)

    def get(self, path, host=None, headers=""):
        with self.connect() as stream:
            head = (f"GET {path} HTTP/1.1\r\nHost: {host or f'{HOST}:{self.port}'}\r\n"
                    f"Connection: close\r\n{headers}\r\n")
            stream.sendall(head.encode())
            back = b""
            while part := stream.recv(1 << 16):
                back += part
        return Answer(back)


class Listening(Listener):
    def __init__(self, outside, path):
        self.stream, self.unread = outside.connect(), b""
        head = (f"GET {FOLDER}/_delwebb/handelser?sida={path} HTTP/1.1\r\n"
                f"Host: {HOST}:{outside.port}\r\nOrigin: https://{HOST}:{outside.port}\r\n"
                "Sec-Fetch-Site: same-origin\r\n\r\n")
        self.stream.sendall(head.encode())
        self.is_begun = self.until(b"retry:", 10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@guarded
def main(asked, _, report, bench):
    if not shutil.which("nginx") or not shutil.which("openssl"):
        return report.skip("nginx", "nginx or openssl is not here")
    folder = bench.top / "nginx"
    folder.mkdir()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
                    "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                   check=True, capture_output=True)
    root, port, group = bench.roots["A"], free_port(), Group()
    path = root / "content" / "om" / "index.md"
    kept = path.read_bytes()
    with Preview(bench, root, "--base-url", f"https://{HOST}{FOLDER}/", "--now", "2026-01-24") as preview:
        (folder / "nginx.conf").write_text(configuration(folder, port, preview.port))
        nginx = subprocess.Popen(["nginx", "-p", folder, "-e", folder / "fel.log", "-c", folder / "nginx.conf"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            outside = Outside(port, folder / "cert.pem")

            def answers():
                try:
                    return outside.get(f"{FOLDER}/").status == 200
                except OSError:
                    return False
            group.check(within(10, answers), lambda: (folder / "fel.log").read_text()[-500:])
            om = outside.get(f"{FOLDER}/om/")
            group.check(om.status == 200 and om.body == preview.get(f"{FOLDER}/om/").body, "a page")
            script = re.search(r'src="(\.\./_delwebb/[a-z]+\.js)"', om.text)
            group.check(script is not None, "the preview's script is asked for relative to the page")
            name = script[1].rpartition("/")[2]
            group.check(outside.get(f"{FOLDER}/_delwebb/{name}").status == 200, "its script")
            moved = outside.get(f"{FOLDER}/om")
            group.check((moved.status, moved.headers.get("location")) == (302, f"{FOLDER}/om/"), f"{moved.headers}")
            style = re.search(r'href="(/[^"]+\.css)"', om.text)[1]
            group.check(style.startswith(FOLDER) and outside.get(style).status == 200, f"the style sheet {style}")
            group.check(outside.get(f"{FOLDER}/saknas/").status == 404, "a page that is not there")
            tag = om.headers["etag"]
            known = outside.get(f"{FOLDER}/om/", headers=f"If-None-Match: {tag}\r\n")
            group.check(known.status == 304, f"a known page: {known.status}")
            listener = Listening(outside, f"{FOLDER}/om/")
            group.check(listener.is_begun, "events")
            for number in range(5):
                text = f"Genom nginx, gång {number}."
                page(path, "Om", text)
                begun = time.monotonic()
                group.check(listener.is_told(), f"save {number} is not told of")
                took = time.monotonic() - begun
                group.check(took < 1, f"told after {took:.2f} s")
                group.check(text in outside.get(f"{FOLDER}/om/").text, f"save {number} is stale")
            events = f"{FOLDER}/_delwebb/handelser"
            own = f"https://{HOST}:{port}"
            for host, origin, status in [(None, own, 200), (None, "https://evil.test", 403), (None, "null", 403),
                                         (f"evil.test:{port}", None, 403), ("evil.test", "https://evil.test", 403)]:
                headers = f"Origin: {origin}\r\n" if origin else ""
                answer = outside.get(f"{FOLDER}/om/", host, headers)
                group.check(answer.status == status, f"{host} {origin}: {answer.status}")
                group.check("access-control-allow-origin" not in answer.headers, "other sites are let in")
                if status == 403:
                    group.check(outside.get(events, host, headers).status == 403, f"events for {host} {origin}")
            cross = outside.get(events, headers="Sec-Fetch-Site: cross-site\r\n")
            group.check(cross.status == 403, "events for another site")
        finally:
            nginx.terminate()
            nginx.wait()
    path.write_bytes(kept)
    report.group("nginx, TLS, a folder", group.passed, group.problems)


main(*start(__doc__), pages=20)
