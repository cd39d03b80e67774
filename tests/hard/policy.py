#!/usr/bin/env python3
"""The real site behind nginx with the configuration that delwebb prints: nothing on any page is stopped by its content
security policy in Chromium, csp_evaluator finds nothing high, and an own count by the rules of Mozilla's Observatory
is 100 or more. In each built-in theme."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from common import NOW, Group, guarded, start
from servers import Server, certificate, free_port

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = REPOSITORY / "target" / "browser-tools" / "node_modules"


def observatory(answer, plain, redirect):
    """The points, and what they were given or taken for. By the published rules of the HTTP Observatory, version 2
    of its scoring: 100 to begin with; what is good only counts when nothing much is wrong."""
    policy = {}
    for part in answer["content-security-policy"].split(";"):
        words = part.split()
        if words:
            policy.setdefault(words[0], words[1:])
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    styles = policy.get("style-src", policy.get("default-src", ["*"]))
    taken, given = [], []
    if not policy:
        taken.append((-25, "no policy"))
    elif "'unsafe-inline'" in scripts or "*" in scripts or "data:" in scripts or "https:" in scripts:
        taken.append((-20, "unsafe scripts"))
    elif "'unsafe-eval'" in scripts:
        taken.append((-10, "eval"))
    elif "'unsafe-inline'" in styles:
        given.append((0, "unsafe styles"))
    else:
        given.append((10 if policy.get("default-src") == ["'none'"] else 5, "policy"))
    if "set-cookie" in answer.headers and "secure" not in answer["set-cookie"].lower():
        taken.append((-20, "cookies"))
    if answer["access-control-allow-origin"] == "*":
        taken.append((-50, "anybody may read"))
    if not (redirect.status in (301, 302, 307, 308) and redirect["location"].startswith("https://")):
        taken.append((-20, "no redirect to https"))
    referrer = answer["referrer-policy"]
    if referrer in ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"):
        given.append((5, "referrer"))
    elif referrer in ("unsafe-url", "origin", "origin-when-cross-origin", "no-referrer-when-downgrade"):
        taken.append((-5, "referrer"))
    age = re.search(r"max-age=(\d+)", answer["strict-transport-security"])
    if not age:
        taken.append((-20, "no HSTS"))
    elif int(age[1]) < 15_768_000:
        taken.append((-10, "short HSTS"))
    if answer["x-content-type-options"] != "nosniff":
        taken.append((-5, "no nosniff"))
    if policy.get("frame-ancestors") in (["'none'"], ["'self'"]):
        given.append((5, "no frames"))
    elif answer["x-frame-options"].upper() not in ("DENY", "SAMEORIGIN"):
        taken.append((-20, "frames"))
    if re.search(rb"<script[^>]+src=[\"']?(?:https?:)?//", plain):
        taken.append((-5, "scripts of others without integrity"))
    points = 100 + sum(n for n, _ in taken)
    if points >= 90:
        points += sum(n for n, _ in given)
    return points, taken


def trial(theme, bench, report):
    top = bench.top / theme
    top.mkdir()
    top.chmod(0o755)
    bench.top.chmod(0o755)
    certificate(top)
    port, group = free_port(), Group()
    origin = f"https://localhost:{port}"
    # With the security contact, as a site that is in use has it.
    root = top / "site"
    shutil.copytree(REPOSITORY / "content", root / "content")
    settings = root / "content" / "site.yaml"
    settings.write_text(settings.read_text() + "security_txt:\n  kontakt: [sakerhet@exempel.se]\n  gäller_till: 2026-12-31\n")
    release = top / "srv" / "releases" / "1"
    release.parent.mkdir(parents=True)
    (top / "srv" / "current").symlink_to("releases/1")
    common = ["--root", str(root), "--now", NOW, "--theme", theme, "--base-url", f"{origin}/"]
    built = bench.run([str(bench.program), "build", *common, "--out", str(release)])
    printed = bench.run([str(bench.program), "hosting", "nginx", *common, "--folder", str(top / "srv"),
                         "--certificate", str(top / "cert.pem"), "--key", str(top / "key.pem")])
    if built.code or printed.code:
        return report.group(theme, 0, [str(built), str(printed)])
    group.check(not printed.err, f"delwebb tells of something that is stopped: {printed.err}")
    # The part for plain HTTP is only printed for the usual port: here at one that is free.
    plain_port = free_port()
    usual = bench.run([str(bench.program), "hosting", "nginx", *common[:-1], "https://localhost/"]).out
    part = re.search(r"^server \{\n    listen 80;.*?^\}\n", usual, re.M | re.S)[0]
    part = part.replace("listen 80;", f"listen {plain_port};").replace("listen [::]:80;", f"listen [::]:{plain_port};")
    with Server("nginx", top / "server", printed.out + part, port, True) as server:
        home = server.ask("/")
        policy = home["content-security-policy"]
        group.check("unsafe" not in policy and "default-src 'none'" in policy, policy)
        plain = Server.__new__(Server)
        plain.port, plain.secure, plain.folder = plain_port, False, server.folder
        redirect = plain.ask("/om/?a=b", host="localhost")
        group.check((redirect.status, redirect["location"]) == (301, "https://localhost/om/?a=b"), f"{redirect.status} {redirect['location']}")
        points, taken = observatory(home, home.body, redirect)
        group.check(points >= 100 and not taken, f"Observatory: {points}, {taken}")
        contact = server.ask("/.well-known/security.txt")
        group.check(contact.status == 200 and b"Expires: 2026-12-31T23:59:59Z" in contact.body
                    and contact["content-type"].startswith("text/plain"), f"security.txt: {contact.status} {contact.body}")
        pages = [f"/{f.relative_to(release).as_posix()}".removesuffix("index.html") for f in sorted(release.rglob("*.html"))
                 if f.name != "404.html" and b'http-equiv="refresh"' not in f.read_bytes()]
        pages.append("/saknas/")
        ran = subprocess.run(["node", str(REPOSITORY / "tests/browser/policy.mjs"), origin], input=json.dumps(pages).encode(),
                             capture_output=True, env=os.environ | {"POLICY": policy}, timeout=600)
        if not group.check(ran.returncode == 0, ran.stderr.decode("utf-8", "replace")[-800:]):
            return report.group(theme, group.passed, group.problems)
        seen = json.loads(ran.stdout)
        group.check(seen["control"] == 2, "what must be stopped was not, or nobody was told")
        group.check(seen["opened"] == 2 * len(pages), f"{seen['opened']} pages opened")
        group.passed += seen["opened"] - len({one.split(")")[0] for one in seen["stopped"]})
        group.problems += seen["stopped"]
        high = [one for one in seen["said"] if one["severity"] in ("HIGH", "SYNTAX", "MEDIUM")]
        group.check(not high, f"csp_evaluator: {high}")
    said = ", ".join(sorted({f"{one['severity']} {one['directive']}" for one in seen["said"]}))
    report.group(theme, group.passed, group.problems, f"{len(pages)} pages in light and dark; Observatory {points}; csp_evaluator: {said or 'nothing'}")


@guarded
def main(asked, _, report, bench):
    for tool in ("nginx", "openssl", "node"):
        if not shutil.which(tool):
            return report.skip("policy", f"{tool} is not here")
    if not (TOOLS / "csp_evaluator").is_dir():
        return report.skip("policy", "the packages of tests/browser are not there: tests/run installs them")
    for theme in ("strandlinje", "spang"):
        trial(theme, bench, report)


main(*start(__doc__), pages=2)
