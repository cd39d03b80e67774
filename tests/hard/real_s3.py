#!/usr/bin/env python3
"""The repository's own site in object storage (moto), in both forms: a dry run and a run with nothing to do write
nothing, every object is the built file with the right words about it, and of five releases three are gone back to."""

import shutil
import subprocess
import time
import urllib.parse

from common import Group, guarded, start
from publish_s3 import CDN_KEY, KEY, PYTHON, REPOSITORY, SECRET, Moto, Proxy, settings, site_of

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
         "svg": "image/svg+xml", "png": "image/png", "woff2": "font/woff2", "xml": ("application/xml", "application/atom+xml"),
         "json": "application/json", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
         "txt": "text/plain; charset=utf-8", "pdf": "application/pdf", "ico": "image/vnd.microsoft.icon"}


def what_is_wrong(path, head):
    """Nothing, or what is said of the file that is not so."""
    ending = path.rsplit(".", 1)[-1]
    wanted = TYPES.get(ending)
    wanted = (wanted,) if isinstance(wanted, str) else wanted
    said = head.get("content-type", "")
    if wanted and not said.startswith(wanted):
        return f"{path}: {said}"
    kept = head.get("cache-control", "")
    hashed = path.startswith("assets/") and len(path.rsplit("/", 1)[-1].split(".")) > 2
    seconds = 31536000 if hashed else 60 if ending == "html" else None
    return f"{path}: {kept}" if not kept or (seconds and f"max-age={seconds}" not in kept) else None


@guarded
def main(asked, rng, report, bench):
    if not PYTHON.exists():
        return report.skip("real_s3", "moto is not below target/; tests/run installs it")
    environment = bench.environment() | {
        "DELWEBB_PROV_NYCKEL": KEY, "DELWEBB_PROV_HEMLIGHET": SECRET, "CDN_NYCKEL": CDN_KEY}
    with Moto() as moto:
        proxy = Proxy(moto.port)
        for number, form in enumerate(("pekare", "nycklar")):
            group, bucket, prefix = Group(), f"hink-{number}", "webb å/"
            moto.ask("PUT", f"/{bucket}")
            root = bench.top / f"verklig-{form}"
            root.mkdir()
            shutil.copytree(REPOSITORY / "content", root / "content")
            if (REPOSITORY / "themes").exists():
                shutil.copytree(REPOSITORY / "themes", root / "themes")
            (root / "content" / "static").mkdir(exist_ok=True)
            (root / "content" / "static" / "en fil å+1.txt").write_text("ett å", encoding="utf-8")
            settings(root, proxy.server_address[1], form, bucket)
            settings_file = root / "content" / "site.yaml"
            settings_file.write_text(settings_file.read_text(encoding="utf-8").replace("behåll: 3", "behåll: 5"), encoding="utf-8")

            def publish(*more):
                proxy.take()
                began = time.monotonic()
                run = subprocess.run([str(bench.program), "publish", "prov", "--root", str(root), "--yes", *more],
                                     capture_output=True, env=environment, cwd="/", timeout=300, stdin=subprocess.DEVNULL)
                took = time.monotonic() - began
                group.check(run.returncode == 0, lambda: f"{form} {more}: {(run.stdout + run.stderr).decode()[-900:]}")
                return took, [seen[:2] for seen in proxy.take() if seen[0] not in ("GET", "HEAD")]

            def shown():
                below = prefix
                if form == "pekare":
                    below += moto.read(bucket, prefix + "current").decode() + "/"
                return below, site_of({k: moto.read(bucket, k) for k in moto.keys(bucket) if k.startswith(below)}, below)

            def built():
                folder = root / ".delwebb" / "publicera" / "prov"
                return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
                        if p.is_file() and p.name != ".delwebb-manifest.json"}

            group.check(publish("--dry-run")[1] == [], "a dry run writes")
            publish()
            below, site = shown()
            group.check(site == built(), lambda: f"not as built: {[p for p in built() if site.get(p) != built()[p]][:5]}")
            wrong = [what_is_wrong(path, moto.ask("HEAD", f"/{bucket}/{urllib.parse.quote(below + path)}")[1]) for path in site]
            group.check(not any(wrong), f"{[one for one in wrong if one][:5]}")
            took, wrote = publish()
            group.check(wrote == [], f"nothing changed: {wrote[:5]}")
            print(f"{form}: {len(site)} files; a run with nothing to do takes {took:.1f} s, the build with it")
            sites, start_page = [site], root / "content" / "index.md"
            for edition in range(2, 6):
                with open(start_page, "a", encoding="utf-8") as file:
                    file.write(f"\nUtgåva {edition} av sidan.\n")
                publish()
                sites.append(shown()[1])
                own = {path: body for path, body in sites[-1].items() if path in built()}
                group.check(own == built(), f"edition {edition} is not as built")
            group.check(len({site["index.html"] for site in sites}) == 5, "five editions are not five")
            if form == "pekare":
                for site in sites[-2:-5:-1]:
                    took, _ = publish("--rollback")
                    group.check(took < 5 and shown()[1] == site, f"back in {took:.1f} s: other bytes, or too slow")
                    print(f"back in {took:.1f} s")
            report.group(form, group.passed, group.problems)
        proxy.shutdown()


if __name__ == "__main__":
    main(*start(__doc__), pages=1)
