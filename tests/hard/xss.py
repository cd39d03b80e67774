#!/usr/bin/env python3
"""Nothing that an author writes runs in a visitor's browser, or asks another host for anything.

Each text of xss.txt stands in every field, register, table, heading, link, note and component
of a site with the repository's own theme. The site is made twice over: as it would be if no
rule had refused anything (examples/unchecked.rs), with HTML off and with `rå_html: sanerad`;
and by `delwebb build`, with what it refuses taken away. Chromium loads the pages, opens and
presses everything, and tells what ran, what was asked for and what stands in the page.
`--vectors 0` takes all of them.
"""

import json
import shutil
import subprocess
from pathlib import Path

from browser import Browser, Served, program
from common import Group, guarded, png, start

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
PNG = png()
HOOKS = """for (const name of ['alert', 'prompt', 'confirm', 'print', 'msgbox', 'open', 'fetch', 'eval'])
  window[name] = function () { ran(name + ' on ' + location.href); };
for (const name of ['log', 'error', 'warn', 'info']) console[name] = () => ran('console.' + name);"""
# What stands in the page, and what happens when everything in it is opened and pressed.
LOOK = r"""(() => {
  const found = [];
  // What Chromium shows XML with is not the file's.
  const top = document.getElementById('webkit-xml-viewer-source-xml') || document;
  const never = ['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'base', 'form', 'style', 'input',
    'portal', 'audio', 'video', 'template', 'foreignobject', 'animate', 'set', 'handler', 'math', 'noscript'];
  const said = el => (el.outerHTML || el.nodeName).slice(0, 160);
  const all = [...top.querySelectorAll('*')];
  // What the theme itself has: what the page tells search engines, which is data and runs nowhere …
  const own = [...top.querySelectorAll('head > script[type="application/ld+json"]')]
    .filter(el => JSON.parse(el.textContent)['@context'] === 'https://schema.org').slice(0, 1);
  // … and on the overview one file of script, one sheet, two buttons of choice.
  if (/^\/laget\/(index\.html)?$/.test(location.pathname)) own.push(...top.querySelectorAll(
    'head > script[src^="/assets/laget."]:empty, head > style:only-of-type, .vyval > label > input[name=vy]'));
  for (const el of all) {
    const name = el.localName.toLowerCase();
    if (never.includes(name) && !own.includes(el)) found.push('element ' + said(el));
    if (name === 'meta' && el.httpEquiv && !(el.httpEquiv === 'refresh' && el.content.startsWith('0; url=/')))
      found.push('element ' + said(el));
    if (name === 'link' && document.contentType === 'text/html'
        && !['canonical', 'alternate', 'icon', 'apple-touch-icon', 'preload', 'stylesheet'].includes(el.rel))
      found.push('element ' + said(el));
    for (const at of el.attributes) {
      const key = at.name.toLowerCase();
      const value = at.value.replace(/[\u0000-\u0020\u00a0\u200b]/g, '').toLowerCase();
      if (/^on/.test(key) || key === 'style' || key === 'ping' || key === 'srcdoc' || key === 'background')
        found.push('attribute ' + key + ' in ' + said(el));
      if (/^(javascript|data|vbscript|blob|file|livescript|mocha|jar|feed|view-source|about):/.test(value)
          && /^(.*:)?(href|src|action|formaction|data|poster|cite|srcset|lowsrc|dynsrc|to|from|values)$/.test(key))
        found.push('address ' + key + ' in ' + said(el));
    }
    if (el.protocol && !['http:', 'https:', 'mailto:', 'tel:', ':'].includes(el.protocol))
      found.push('link ' + el.protocol + ' in ' + said(el));
  }
  const stay = e => {
    const link = e.target.closest && e.target.closest('a, area');
    if (link && ['http:', 'https:', 'mailto:', 'tel:', ':'].includes(link.protocol)) e.preventDefault();
  };
  document.addEventListener('click', stay, true);
  for (const el of all) {
    if (el.localName === 'details') el.open = true;
    if (el.matches('a, area, button, summary, [tabindex], [contenteditable]') || el.ownerSVGElement) {
      el.focus && el.focus();
      for (const type of ['mouseover', 'pointerover', 'click'])
        el.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true}));
    }
  }
  return JSON.stringify({found, elements: all.length, type: document.contentType});
})()"""


def vectors():
    lines = (HERE / "xss.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("¶", "\n") for line in lines if line and not line.startswith("%%")]


# ---------------------------------------------------------------- the site


def flow(**values):
    """A row or mapping on one line, every value quoted."""
    return "{" + ", ".join(f"{key.replace('_', '-', 1) if key == 'e_post' else key}: {json.dumps(value, ensure_ascii=False)}"
                           for key, value in values.items()) + "}"


def front_matter(number, text):
    quoted = json.dumps(text, ensure_ascii=False)
    source = "källa: [F 1, beräknat]"
    return "\n".join([
        "---", f"titel: {quoted}", f"ingress: {quoted}", f"taggar: [{quoted}]",
        f"teman: [{quoted}]", "typ: projekt", f"kortnamn: {quoted}", f"kort_sagt: {quoted}", "ordlista: ja",
        "organisationer: alla", "målgrupper: [m0]", "kontakt: k0", "läge: pågår", "skede: pilot",
        f"mål:\n- {{år: 2025, text: {quoted}, {source}}}", f"utfall:\n- {{år: 2025, text: {quoted}, {source}}}",
        f"historik:\n- {{datum: 2025-01-24, text: {quoted}, {source}}}",
        f"beslut:\n- {{datumtext: {quoted}, text: {quoted}, {source}}}",
        f"händelser:\n- {{titel: {quoted}, datum: 2025-02-{number % 28 + 1:02}, plats: {quoted}, text: {quoted}, {source}}}",
        f"nyckeltal:\n- {{id: n{number}, värde: 1, enhet: {quoted}, text: {quoted}, {source}}}",
        f"källa: F 1; {text.splitlines()[0]}" if ": " not in text and "#" not in text else "källa: F 1",
        f"extra: {{x: {quoted}}}", "---", ""])


def body(text):
    """Where a line of Markdown can have the text, and last the text as it stands: what it
    opens and does not close then swallows nothing else."""
    line = text.replace("\n", " ")
    cell = line.replace("|", "\\|")
    code = line.replace("`", "")
    return f"""
Före {line} efter.

## {line}

- {line}

| {cell} | tal |
|---|---|
| {cell} | 1 |

[{line}](https://exempel.se/) [länk](https://exempel.se/ "{line}") [länk](https://exempel.se/ '{line}')

[länk](<{line}>) [länk](https://exempel.se/{code})

![{line}](bild.png) ![Karta](bild.png "{line}") ![Karta](<{line}>)

[referens][r] och not[^n].

[r]: <{line}> "{line}"

[^n]: {line}

```{code}
{code}
```

**{line}** `{code}` &quot;{line}

:::faktaruta {{titel="{line}" källa="{line}"}}
{line}
:::

:::dragspel {{titel='{line}' öppen={code}}}
{line}
:::

:::figur {{bild="bild.png" alt='{line}' foto="{line}"}}
{line}
:::

:::video {{adress='{line}' titel="{line}" längd='{line}' textad=ja}}
{line}
:::

:::diagram {{titel='{line}' beskrivning="{line}" enhet='{line}' källa='{line}'}}
| {cell} | {cell} |
|---|---|
| {cell} | 2 |
| B | 1 |
:::

:::kontakt {{id=k0 titel='{line}'}}
:::

{text}
"""


def registers(texts, addresses=True):
    """Each register with a row for each text, one a line; also where only an address may stand."""
    def address(**keys):
        return keys if addresses else {}

    rows = {name: [] for name in ("organisationer", "grupper", "dokument", "ordlista", "kontakter", "malgrupper",
                                  "trender", "delmal", "lansstod", "lokala_planer", "lsg")}
    rows["dokument"].append("{id: f, nyckel: F, titel: Planen, typ: plan}")
    for at, text in enumerate(texts):
        own = {"källa": "F 1"}
        rows["organisationer"].append(flow(id=f"o{at}", namn=text, kortnamn=text, genitiv=text, typ="kommun",
                                           **address(webbplats=text)))
        rows["grupper"].append(flow(id=f"g{at}", namn=text, kortnamn=text, uppgift=text, möten=text,
                                    består_av=[text], **own))
        rows["dokument"].append(flow(id=f"d{at}", nyckel=f"D{at}", titel=text, typ="plan", utgivare=text,
                                     beskrivning=text, format=text, **address(länk=text)))
        rows["ordlista"].append(flow(id=f"b{at}", term=text, förkortning=text, förklaring=text, synonymer=["länk", text]))
        rows["kontakter"].append(flow(id=f"k{at}", roll=text, telefon=text, beskrivning=text,
                                      **address(e_post=text)))
        rows["malgrupper"].append(flow(id=f"m{at}", namn=text, beskrivning=text, **own))
        rows["trender"].append(flow(id=f"t{at}", år=2025, titel=text, text=text, **own))
        rows["delmal"].append(flow(id=f"{at}", text=text, **own))
        rows["lansstod"].append(f"{{år: {2000 + at}, källa: F 1, poster: [{flow(post=text, budget=1)}], anmärkning: "
                                f"{json.dumps(text, ensure_ascii=False)}}}")
        rows["lokala_planer"].append(flow(organisation=f"o{at}", år=2025, status="finns", text=text,
                                          **address(länk=text), **own))
        rows["lsg"].append(flow(kommun=f"o{at}", målgrupp="m0", status="saknas", text=text, **own))
    return {f"content/register/{name}.yaml": "".join(f"- {row}\n" for row in all_rows) for name, all_rows in rows.items()}


def settings(text, raw):
    quoted = json.dumps(text, ensure_ascii=False)
    return f"""titel: {quoted}
beskrivning: {quoted}
adress: "https://prov.example/"
avsändare: {{namn: {quoted}, kontakt: k0}}
tema: prov
rå_html: {"sanerad" if raw else "av"}
typografi: {"nej" if raw else "ja"}
taxonomier: [{{nyckel: teman, titel: {quoted}}}]
meny: [{{titel: {quoted}, adress: /laget/}}, {{titel: Egen, adress: {quoted}}}]
vokabulär: {{arbetstyp: [projekt], dokumenttyp: [plan], organisationstyp: [kommun]}}
"""


def write_site(root, texts, rng, raw):
    shutil.rmtree(root, ignore_errors=True)
    files = registers(texts) | {
        "content/site.yaml": settings(rng.choice(texts), raw),
        "content/index.md": front_matter(0, texts[0]).replace("typ: projekt\n", "") + body(texts[0])}
    for at, text in enumerate(texts):
        files[f"content/projekt/v{at}.md"] = front_matter(at, text) + body(text)
        if at % 8 == 0:
            quoted = json.dumps(text, ensure_ascii=False)
            files[f"content/nyheter/v{at}.md"] = (f"---\ntitel: {quoted}\ningress: {quoted}\ndatum: 2025-01-{at % 28 + 1:02}\n"
                                                  f"källa: F 1\n---\n\n{text}\n")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/projekt/bild.png").write_bytes(PNG)
    (root / "content/bild.png").write_bytes(PNG)
    shutil.copytree(REPOSITORY / "themes" / "strandlinje", root / "themes" / "prov")


# ---------------------------------------------------------------- the browser


class Visit:
    """Pages loaded in one tab, and what came of each."""

    def __init__(self, browser, served):
        self.browser, self.served, self.session = browser, served, browser.tab()
        ask = self.ask
        ask("Runtime.addBinding", name="ran")
        ask("Page.addScriptToEvaluateOnNewDocument", source=HOOKS)
        # A page that leads on at once would be away before it was looked at.
        ask("Network.setCacheDisabled", cacheDisabled=False)

    def ask(self, method, **params):
        return self.browser.ask(method, self.session, **params)

    def look(self, path):
        """What is wrong with the page at `path`."""
        self.browser.events.clear()
        self.ask("Page.navigate", url=f"{self.served.origin}/{path}")
        self.browser.wait(lambda e: e["method"] == "Page.loadEventFired" or e["method"] == "Page.javascriptDialogOpening", path)
        answer = self.ask("Runtime.evaluate", expression=LOOK, returnByValue=True)
        value = answer["result"].get("value")
        wrong = json.loads(value)["found"] if value else [f"could not be looked at: {answer}"]
        # What the presses started comes before the answer to this.
        self.ask("Runtime.evaluate", expression="new Promise(done => setTimeout(done, 0))", awaitPromise=True)
        for event in self.browser.events:
            method, params = event["method"], event.get("params", {})
            if method == "Runtime.bindingCalled":
                wrong.append(f"ran: {params['payload']}")
            elif method in ("Page.javascriptDialogOpening", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
                wrong.append(f"ran: {method}")
                if method == "Page.javascriptDialogOpening":
                    self.ask("Page.handleJavaScriptDialog", accept=False)
            elif method == "Network.requestWillBeSent":
                url = params["request"]["url"]
                viewer = path.endswith(".xml") and url.startswith("data:image/svg+xml,<svg xmlns='http")
                if not url.startswith(f"{self.served.origin}/") and not viewer:
                    wrong.append(f"asked for {url[:120]}")
        return wrong


CONTROLS = {
    "script": "<script>alert(1)</script>", "handler": "<img src=x onerror=alert(1)>",
    "link": "<a href='java&#9;script:alert(1)'>x</a>", "request": "<img src=https://evil.test/x.png>",
    "style": "<p style='background:url(https://evil.test/y)'>x</p>", "toggle": "<details ontoggle=confirm(1)>x</details>",
    "press": "<b onclick=prompt(1) tabindex=0>x</b>", "svg": "<svg onload=print()></svg>",
    "frame": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "console": "<script>console.log(1)</script>",
    "throws": "<script>throw 1</script>", "refresh": "<meta http-equiv=refresh content='9;url=https://evil.test/'>",
    "xml": None,
}
RUN = {"script", "handler", "link", "toggle", "press", "svg", "frame", "console", "throws"}


def control(browser, top, report):
    """The eyes are open: what runs, asks or stands there is seen."""
    folder = top / "kontroll"
    folder.mkdir()
    for name, html in CONTROLS.items():
        if html:
            (folder / f"{name}.html").write_text(f"<!DOCTYPE html><title>x</title>{html}")
    (folder / "xml.xml").write_text("<feed><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script></feed>")
    (folder / "ren.html").write_text("<!DOCTYPE html><title>x</title><a href=/>x</a> &lt;script>alert(1)&lt;/script>")
    group = Group()
    with Served(folder) as served:
        visit = Visit(browser, served)
        for name in CONTROLS:
            wrong = visit.look("xml.xml" if name == "xml" else f"{name}.html")
            group.check(wrong, f"{name} is not seen")
            if name in RUN | {"xml"}:
                group.check(any(one.startswith("ran") for one in wrong), f"{name} is not seen to run: {wrong}")
            if name in ("request", "style"):
                group.check(any("asked for https://evil" in one for one in wrong), f"{name}: not seen to ask: {wrong}")
        wrong = visit.look("ren.html")
        group.check(not wrong, f"a harmless page is said to be wrong: {wrong}")
    report.group("what runs is seen", group.passed, group.problems)


def visit_all(browser, out, report, name, rng, most):
    """Loads the pages and XML files below `out`: all that have a text as body, and some of the rest."""
    group = Group()
    paths = sorted(str(path.relative_to(out)) for path in out.rglob("*")
                   if path.suffix in (".html", ".xml", ".svg", ".json") and "assets" not in path.parts)
    bodies = [path for path in paths if path.startswith("projekt/v")]
    rest = [path for path in paths if path not in bodies]
    tops = [path for path in rest if path.count("/") <= 1 and not path.startswith("kalender/v")]
    others = [path for path in rest if path not in tops]
    with Served(out) as served:
        visit = Visit(browser, served)
        chosen = bodies + tops + rng.sample(others, min(len(others), most))
        for path in chosen:
            wrong = visit.look(path)
            group.check(not wrong, f"{path}: " + "; ".join(wrong[:4]))
    report.group(name, group.passed, group.problems, f"{len(chosen)} of {len(paths)} files")


def built(bench, root, out):
    """Builds the site with the program, with what it refuses taken away, line by line. Gives
    how many pages are left."""
    command = [str(bench.program), "check", "--root", str(root), "--format", "json", "--lang", "sv"]
    for _ in range(12):
        found = [json.loads(line) for line in bench.run(command).out.splitlines()]
        errors = [one for one in found if one["severity"] == "error"]
        if not errors:
            break
        lines = {}
        for one in errors:
            lines.setdefault(one["file"], set()).add(one["line"])
        for file, bad in lines.items():
            path = root / file
            if file.endswith(".md") and not file.endswith("index.md"):
                path.unlink(missing_ok=True)
            else:
                kept = [line for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if at not in bad]
                path.write_text("\n".join(kept), encoding="utf-8")
    return bench.run([str(bench.program), "build", "--root", str(root), "--out", str(out), "--lang", "sv",
                      "--now", "2026-01-24T08:00:00Z"])


def plain_site(root, texts):
    """The texts where a build takes them: in fields and registers, with a harmless body; and in
    bodies of their own, each of which may be refused."""
    for path, text in registers(texts, addresses=False).items():
        (root / path).write_text(text, encoding="utf-8")
    for at, text in enumerate(texts):
        page = root / f"content/projekt/v{at}.md"
        page.write_text(front_matter(at, text).replace(f"källa: F 1; {text.splitlines()[0]}", "källa: F 1") + "\nText.\n",
                        encoding="utf-8")
        (root / "content/om").mkdir(exist_ok=True)
        (root / f"content/om/t{at}.md").write_text(f"---\ntitel: Sida {at}\n---\n\n{text}\n", encoding="utf-8")


def unchecked(asked):
    """The tool that makes a site whatever is wrong with it."""
    tool = Path(asked.delwebb).resolve().parent / "examples" / "unchecked"
    subprocess.run(["cargo", "build", "--locked", "--quiet", "--example", "unchecked"], cwd=REPOSITORY, check=True)
    return tool


@guarded
def main(asked, rng, report, bench):
    if not program():
        report.skip("xss", "Chromium is not here")
        return
    everything = vectors()
    texts = rng.sample(everything, asked.vectors) if asked.vectors else everything
    tool = unchecked(asked)
    with Browser(bench.top / "profil") as browser:
        control(browser, bench.top, report)
        for raw in (False, True):
            name = "HTML cleaned" if raw else "HTML off"
            root, out = bench.top / f"webb-{raw}", bench.top / f"gjord-{raw}"
            write_site(root, texts, rng, raw)
            ended = bench.run([str(tool), str(root), str(out)])
            group = Group()
            group.check(ended.code == 0 and ", 0 not" in ended.out, f"{name}: {ended}")
            report.group(f"made, {name}", group.passed, group.problems, ended.out.strip().splitlines()[-1] if ended.out else "")
            visit_all(browser, out, report, f"nothing runs, {name}", rng, asked.vectors and 12)
        root, out = bench.top / "webb-byggd", bench.top / "byggd"
        write_site(root, texts, rng, raw=False)
        plain_site(root, texts)
        ended = built(bench, root, out)
        group = Group()
        kept = len(list(root.glob("content/projekt/v*.md")))
        bodies = len(list(root.glob("content/om/t*.md")))
        group.check(ended.code == 0, f"{ended}")
        group.check(kept > len(texts) * 0.9, f"only {kept} of {len(texts)} pages with the texts in their fields are built")
        group.check(0 < bodies < len(texts), f"{bodies} of {len(texts)} bodies are built")
        report.group("built", group.passed, group.problems, f"{kept} pages, {bodies} bodies of {len(texts)}")
        if ended.code == 0:
            visit_all(browser, out, report, "nothing runs, built", rng, asked.vectors and 12)


main(*start(__doc__, option="vectors", default=40), pages=2)
