#!/usr/bin/env python3
"""What `delwebb hosting headers` prints, read by Netlify's own two programs: every header and every old address is what
was meant, and nothing is left that they do not understand."""

import json
import re
import subprocess

from common import Group, guarded, page, start
from publish_s3 import REPOSITORY

PACKAGES = REPOSITORY / "target" / "netlify"
READ = """
import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
const folder = process.argv[2];
const headers = await parseAllHeaders({ headersFiles: [`${folder}/_headers`], minimal: true, configHeaders: [] });
const redirects = await parseAllRedirects({ redirectsFiles: [`${folder}/_redirects`], minimal: true, configRedirects: [] });
console.log(JSON.stringify({ headers: headers.headers, redirects: redirects.redirects,
  errors: [...headers.errors, ...redirects.errors].map(String) }));
"""
OLD = ["/forr/", "/om/gammal.html", "/a-b/c/"]


@guarded
def main(asked, rng, report, bench):
    if not (PACKAGES / "node_modules" / "@netlify").exists():
        return report.skip("netlify", "Netlify's programs are not below target/; tests/run installs them")
    (PACKAGES / "read.mjs").write_text(READ, encoding="utf-8")
    group = Group()
    for base in ("/", "/bas/"):
        root, folder = bench.top / f"sida{len(base)}", bench.top / f"filer{len(base)}"
        folder.mkdir()
        (root / "content").mkdir(parents=True)
        (root / "content" / "site.yaml").write_text(
            f'titel: Prov\nbeskrivning: Prov.\nadress: "https://prov.example{base}"\n', encoding="utf-8")
        page(root / "content" / "index.md", "Start", "Ett stycke.")
        page(root / "content" / "ny.md", "Ny", "Ett stycke.")
        new = root / "content" / "ny.md"
        new.write_text(new.read_text(encoding="utf-8").replace("---\n", f"---\naliases: [{', '.join(OLD)}]\n", 1), encoding="utf-8")
        run = subprocess.run([str(bench.program), "hosting", "headers", "--root", str(root)], capture_output=True, text=True,
                             env=bench.environment(), timeout=120)
        group.check(run.returncode == 0, run.stderr[-500:])
        [_, headers, redirects] = re.split(r"^# -{10} _\w+\n", run.stdout, flags=re.M)
        (folder / "_headers").write_text(headers, encoding="utf-8")
        (folder / "_redirects").write_text(redirects, encoding="utf-8")
        read = subprocess.run(["node", str(PACKAGES / "read.mjs"), str(folder)], capture_output=True, text=True, timeout=120)
        found = json.loads(read.stdout)
        group.check(found["errors"] == [], f"{found['errors'][:3]}")
        by_path = {rule["for"]: rule["values"] for rule in found["headers"]}
        group.check(set(by_path) == {f"{base}*", f"{base}assets/*"}, f"{list(by_path)}")
        everywhere = by_path.get(f"{base}*", {})
        printed = dict(re.findall(r"^    ([\w-]+): (.*)$", headers.split(f"{base}assets/*")[0], re.M))
        group.check(everywhere == printed and len(printed) == 7, f"{everywhere} of {printed}")
        group.check("default-src 'none'" in everywhere.get("Content-Security-Policy", ""), "no policy")
        group.check(by_path.get(f"{base}assets/*") == {"Cache-Control": "public, max-age=31536000, immutable"}, "assets")
        leads = {(rule["from"], rule["to"], rule["status"]) for rule in found["redirects"]}
        both = {old for alias in OLD for old in ((alias, alias.rstrip("/")) if alias.endswith("/") else (alias,))}
        wanted = {(f"{base}{old.lstrip('/')}", f"https://prov.example{base}ny/", 301) for old in both}
        group.check(leads == wanted, f"{sorted(leads ^ wanted)}")
    report.group("netlify", group.passed, group.problems)


if __name__ == "__main__":
    main(*start(__doc__), pages=1)
