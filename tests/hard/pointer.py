#!/usr/bin/env python3
"""The recipe of the manual for nginx in front of object storage, as it is printed there: follows `current` in a bucket
of moto's while releases are switched again and again. Every answer is the whole file of one release or the other, a
switch is seen within seconds, and old, missing and odd addresses answer as they should."""

import http.client
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.parse

from common import Group, guarded, page, start
from publish_s3 import KEY, PYTHON, REPOSITORY, SECRET, SIGNED, Moto, free_port

MANUAL = REPOSITORY / "docs" / "content" / "driftsatt.md"


def recipe(storage, port, folder):
    """The manual's text, for a storage on loopback without encryption."""
    blocks = re.findall(r"```nginx\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.S)
    [text] = [block for block in blocks if "auth_request" in block]
    # moto looks at no right, but wants to be told by somebody that it is S3 that is meant.
    named = f'proxy_set_header Authorization "{SIGNED["Authorization"]}";'
    for old, new in (("s3.exempel.se:443", f"127.0.0.1:{storage}"), ("Host s3.exempel.se;", f"Host 127.0.0.1:{storage}; {named}"),
                     ("https://lagring", "http://lagring"), ("/hink/prefix/", "/hink/webb/"),
                     ("/var/cache/nginx/pekare", f"{folder}/pekare"), ("listen 8080", f"listen 127.0.0.1:{port}")):
        assert old in text, old
        text = text.replace(old, new)
    temp = "\n".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (f"daemon off; pid {folder}/pid; error_log {folder}/fel.log; worker_processes 2; events {{ worker_connections 512; }}\n"
            f"http {{ access_log off;\n{temp}\n{text}}}\n")


def ask(port, path, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, dict((name.lower(), value) for name, value in answer.getheaders()), answer.read()
    connection.close()
    return found


@guarded
def main(asked, rng, report, bench):
    if not PYTHON.exists() or not shutil.which("nginx"):
        return report.skip("pointer", "moto below target/ or nginx is not here; tests/run installs them")
    group = Group()
    environment = bench.environment() | {"DELWEBB_PROV_NYCKEL": KEY, "DELWEBB_PROV_HEMLIGHET": SECRET}
    bench.top.chmod(0o755)
    folder = bench.top / "nginx"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    root = bench.top / "s3-pointer"
    shutil.copytree(bench.roots["A"], root)
    # Pages everywhere begin and end with the version that they are of.
    for number in range(12):
        page(root / "content" / "om" / f"en-sida-{number}.md", f"Sida {number}", "Lika långa stycken. " * 200)
    static = root / "content" / "static"
    static.mkdir(exist_ok=True)
    (static / "en fil å+1.txt").write_text("ett å", encoding="utf-8")

    def publish(*more):
        run = subprocess.run([str(bench.program), "publish", "prov", "--root", str(root), "--yes", *more], capture_output=True,
                             env=environment, cwd="/", timeout=300, stdin=subprocess.DEVNULL)
        group.check(run.returncode == 0, f"publish {more}: {(run.stdout + run.stderr).decode()[-800:]}")

    def version(name):
        path = root / "content" / "site.yaml"
        text = path.read_text(encoding="utf-8").split("mål:")[0]
        text = re.sub(r"^titel: .*$", f"titel: Version {name}", text, flags=re.M)
        path.write_text(text + f"""mål:
- {{namn: prov, typ: s3, roll: test, adress: "https://prov.example/", ändpunkt: "http://127.0.0.1:{moto.port}", hink: hink, prefix: webb, form: pekare, behåll: 3}}
""", encoding="utf-8")
        publish()
        built = root / ".delwebb" / "publicera" / "prov"
        return {f"/{urllib.parse.quote(p.relative_to(built).as_posix())}".removesuffix("index.html"): p.read_bytes()
                for p in built.rglob("*") if p.is_file() and p.name != ".delwebb-manifest.json"}

    with Moto() as moto:
        moto.ask("PUT", "/hink")
        old, new = version("A"), version("B")
        port = free_port()
        (folder / "nginx.conf").write_text(recipe(moto.port, port, folder), encoding="utf-8")
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-e", str(folder / "fel.log"), "-c", str(folder / "nginx.conf")],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 20
            while time.monotonic() < until:
                try:
                    ask(port, "/")
                    break
                except OSError:
                    time.sleep(0.1)
            # Everything is there, as it was built.
            # But for names without an ending: what is asked for without one is taken for a page.
            wrong = [path for path, body in new.items() if ask(port, path)[::2] != (200, body)
                     and path != "/404.html" and (path.endswith("/") or "." in path)]
            group.check(not wrong, f"not as built: {wrong[:5]}")
            status, head, _ = ask(port, "/")
            group.check(head.get("content-type") == "text/html; charset=utf-8" and "max-age=60" in head.get("cache-control", ""), f"{head}")
            group.check(ask(port, "/en%20fil%20%C3%A5%2B1.txt")[::2] == (200, "ett å".encode()), "a name with å and space")
            status, _, body = ask(port, "/finns/inte/")
            group.check((status, body) == (404, new["/404.html"]), f"what is not there: {status}")
            status, head, _ = ask(port, "/om?a=b")
            group.check(status == 301 and head["location"] == "/om/?a=b", f"/om: {status} {head.get('location')}")
            group.check(ask(port, "/om/?a=b")[::2] == (200, new["/om/"]), "a query")
            group.check(ask(port, "/om/", "HEAD")[::2] == (200, b""), "HEAD")
            for path in ("/pekaren", "/../current", "/%2e%2e/%2e%2e/current"):
                group.check(ask(port, path)[0] in (400, 404), f"{path} answers {ask(port, path)[0]}")

            # While it is switched: old or new, never anything else, and soon the one that is meant.
            both = [path for path in old if path in new and old[path] != new[path] and path != "/404.html"]
            over, counts, bad = threading.Event(), {"old": 0, "new": 0}, []

            def look(paths):
                while not over.is_set():
                    for path in paths:
                        status, _, body = ask(port, path)
                        if status == 200 and body == old[path]:
                            counts["old"] += 1
                        elif status == 200 and body == new[path]:
                            counts["new"] += 1
                        else:
                            bad.append((path, status, len(body)))

            lookers = []
            for _ in range(4):
                paths = both[:]
                rng.shuffle(paths)
                lookers.append(threading.Thread(target=look, args=(paths,)))
            for looker in lookers:
                looker.start()
            ids = sorted(re.findall(r"manifests/(\w+-\w+)\.json", moto.ask("GET", "/hink?list-type=2&prefix=webb/manifests/")[2].decode()))
            assert len(ids) == 2, (ids, group.problems)
            slowest = 0
            for number in range(asked.switches):
                wanted, site = (ids[0], old) if number % 2 == 0 else (ids[1], new)
                began = time.monotonic()
                publish("--rollback", wanted)
                while ask(port, both[0])[2] != site[both[0]] and time.monotonic() < began + 30:
                    time.sleep(0.05)
                slowest = max(slowest, time.monotonic() - began)
            over.set()
            for looker in lookers:
                looker.join()
            group.check(not bad, f"neither old nor new: {bad[:5]}")
            group.check(counts["old"] > 50 and counts["new"] > 50, f"seen: {counts}")
            group.check(slowest < 5, f"the slowest switch took {slowest:.1f} s")
            print(f"{asked.switches} switches, the slowest {slowest:.1f} s from command to page; {counts}")
        finally:
            nginx.terminate()
            nginx.wait(20)
    report.group("pointer", group.passed, group.problems)


if __name__ == "__main__":
    main(*start(__doc__, "switches", 6), pages=20)
