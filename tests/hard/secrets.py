#!/usr/bin/env python3
"""Secrets lie all around a build: in the environment, in hidden files, in the home folder, above
the site, in .git. Not one of them is in what is written or said, even when a build fails."""

import os
import shutil

from common import Group, guarded, start, write_site

# Names that programs take secrets from, and some that a generator could take settings from.
NAMES = ("AWS_SECRET_ACCESS_KEY GITHUB_TOKEN DATABASE_URL PASSWORD SECRET_KEY USER LOGNAME HOSTNAME "
         "EMAIL TITEL ADRESS BASE_URL DELWEBB_ADRESS DELWEBB_THEME DELWEBB_OUT HUGO_TITLE JEKYLL_ENV "
         "RUST_LOG RUST_BACKTRACE GIT_AUTHOR_EMAIL SSH_AUTH_SOCK EDITOR PAGER").split()
# How a theme could ask for what lies outside.
TEMPLATES = [
    '{{ get_env(name="DATABASE_URL") }}', '{{ get_env(name="PASSWORD", default="x") }}',
    '{{ env.PASSWORD }}', '{{ PASSWORD }}', '{% include "../../../.env" %}',
    '{% include ".env" %}', '{% include "../.env" %}', '{{ load_data(path=".env") }}',
    '{{ __tera_context }}', '{{ read_file(path="/etc/hostname") }}',
]
BROKEN = {
    "yaml": ("om/trasig.md", "---\ntitel: [Om\n---\n\ntext\n"),
    "unknown key": ("om/trasig.md", "---\ntitel: Om\nPASSWORD: x\n---\n\ntext\n"),
    "link": ("om/trasig.md", "---\ntitel: Om\n---\n\n[a](../../.env) [b](/.env) [c](../../../ovan.txt)\n"),
    "picture": ("om/trasig.md", "---\ntitel: Om\n---\n\n![a](../../.env) ![b](/../.git/config)\n"),
    "component": ("om/trasig.md", "---\ntitel: Om\n---\n\n::: PASSWORD fil=\"../../.env\"\n:::\n"),
    "braces": ("om/trasig.md", "---\ntitel: Om\n---\n\n{{ get_env(name=\"PASSWORD\") }} ${PASSWORD} $PASSWORD %PASSWORD%\n"),
    "settings": ("site.yaml", "titel: ${PASSWORD}\nadress: $BASE_URL\ntema: ../.env\n"),
    "theme above": ("site.yaml", "titel: Prov\nadress: \"https://prov.example/\"\ntema: ../../ovan\n"),
    "register": ("register/trasig.yaml", "- !include ../../.env\n- !env PASSWORD\n- ${PASSWORD}\n"),
    "not utf-8": ("om/trasig.md", None),
}


class Canaries:
    """A secret of its own for every place, so that one that gets out tells from where."""

    def __init__(self, rng):
        self.rng, self.made = rng, {}

    def new(self, place):
        word = "hemligt" + "".join(self.rng.choice("0123456789abcdef") for _ in range(24))
        self.made[word] = place
        return word

    def found(self, data):
        """The places of the secrets in `data`."""
        return [place for word, place in self.made.items() if word.encode() in data]


def hide(bench, canaries, root):
    """Puts secrets around the site in `root`; gives the environment."""
    files = {
        root / ".env": "DATABASE_URL=postgres://{}\n", root / ".env.local": "PASSWORD={}\n",
        root / "hemligt.txt": "{}\n", root / "README.md": "---\ntitel: {}\n---\n{}\n",
        root / ".git" / "config": "[remote]\nurl = https://x:{}@example.org\n",
        root / ".git" / "HEAD": "ref: refs/heads/{}\n", root / ".git" / "logs" / "HEAD": "0 1 {}\n",
        root / ".vscode" / "settings.json": '{{"x": "{}"}}\n', root / ".npmrc": "_authToken={}\n",
        root.parent / "ovan.txt": "{}\n", root.parent / "ovan.md": "---\ntitel: {}\n---\n",
        root.parent / "site.yaml": "titel: {}\n", root.parent / "ovan" / "theme.yaml": "namn: {}\n",
        bench.top / "home" / ".ssh" / "id_ed25519": "-----BEGIN {}\n",
        bench.top / "home" / ".netrc": "password {}\n", bench.top / "home" / ".gitconfig": "name = {}\n",
        bench.top / "home" / ".config" / "delwebb" / "config.yaml": "titel: {}\n",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        place = str(path.relative_to(bench.top))
        path.write_text(text.replace("{}", canaries.new(place)).replace("{{", "{").replace("}}", "}"))
    return {name: canaries.new(f"${name}") for name in NAMES}


def judge(group, bench, canaries, ended, shown):
    """No secret in what was said, in the site, in its manifest, or in what lies beside it."""
    told = canaries.found((ended.out + ended.err).encode())
    group.check(not told, lambda: f"{shown}: says what is in {told}: {ended}")
    word = ended.debug_text()
    group.check(not word, lambda: f"{shown}: says “{word}”: {ended}")
    looked, told = 0, []
    for folder in (bench.out, bench.state):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                looked += 1
                held = canaries.found(path.read_bytes()) + canaries.found(os.fsencode(path.name))
                told += [f"{path} holds what is in {held}"] if held else []
    group.check(not told, lambda: f"{shown}: {told}")
    return looked


def everything(bench):
    """All bytes of the site."""
    return b"\n".join(path.read_bytes() for path in bench.out.rglob("*") if path.is_file())


def commands(bench, root):
    """The commands that read a site, each in its forms."""
    program, where = str(bench.program), ["--root", str(root), "--now", "2026-01-24"]
    yield "build", [program, "build", *where, "--out", str(bench.out)]
    yield "build, drafts and all", [program, "build", *where, "--out", str(bench.out), "--drafts", "--minify"]
    for form in ("text", "oneline", "json", "github"):
        yield f"check as {form}", [program, "check", *where, "--format", form]
    yield "schema", [program, "schema", *where]


def every_command(bench, canaries, root, group, shown, fails=None):
    """Gives how many of them went wrong."""
    wrong = 0
    for name, words in commands(bench, root):
        for lang in ("sv", "en"):
            ended = bench.run([*words, "--lang", lang])
            judge(group, bench, canaries, ended, f"{shown}, {name}, {lang}")
            wrong += ended.code != 0
    if fails is not None:
        group.check((wrong > 0) == fails, f"{shown}: {wrong} commands went wrong")
    return wrong


@guarded
def main(asked, rng, report, bench):
    canaries, plain = Canaries(rng), bench.environment()
    nest = bench.top / "rum"
    root = nest / "webb"
    nest.mkdir()
    write_site(root, "A", 20)
    surrounded = plain | hide(bench, canaries, root)
    bench.environment = lambda: surrounded

    group = Group()
    every_command(bench, canaries, root, group, "a clean site", fails=False)
    looked = judge(group, bench, canaries, bench.run(next(commands(bench, root))[1]), "again")
    group.check(looked > 20, f"only {looked} files were written")
    # What an author does publish is found: or finding nothing would say nothing.
    group.check(not canaries.found(everything(bench)), "there is a secret in the site")
    canaries.made["Samma ord i båda."] = "a page"
    group.check(canaries.found(everything(bench)) == ["a page"], "a text of a page is not found in the site")
    del canaries.made["Samma ord i båda."]
    report.group("a clean site", group.passed, group.problems, f"{len(canaries.made)} secrets")

    group, wrong = Group(), 0
    for name, (path, text) in BROKEN.items():
        broken = nest / "webb-trasig"
        shutil.copytree(root, broken)
        target = broken / "content" / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(b"---\ntitel: \xff\xfe\n---\n" if text is None else text.encode())
        wrong += every_command(bench, canaries, broken, group, f"broken {name}") > 0
        shutil.rmtree(broken)
    group.check(wrong >= len(BROKEN) - 2, f"only {wrong} of {len(BROKEN)} broken sites are refused")
    report.group("builds that fail", group.passed, group.problems, f"{wrong} of {len(BROKEN)} fail")

    group = Group()
    for template in TEMPLATES:
        theme = root / "themes" / "nyfiket"
        shutil.rmtree(theme, ignore_errors=True)
        (theme / "templates").mkdir(parents=True)
        (theme / "theme.yaml").write_text("namn: Nyfiket\nutökar: strandlinje\n")
        (theme / ".env").write_text(f"PASSWORD={canaries.new('the theme’s .env')}\n")
        (theme / "templates" / "sida.html").write_text(template + "\n")
        (theme / "templates" / "start.html").write_text(template + "\n")
        for lang in ("sv", "en"):
            words = next(commands(bench, root))[1]
            ended = bench.run([*words, "--theme", "nyfiket", "--lang", lang])
            judge(group, bench, canaries, ended, f"a theme with {template}")
            # The theme says so, too: nothing of it is passed over in silence.
            said = "T001" in ended.err and "themes/nyfiket/templates/sida.html" in ended.err
            group.check(ended.code == 1 and said, lambda: f"a theme with {template}: {ended}")
    report.group("themes that ask", group.passed, group.problems)
    shutil.rmtree(root / "themes")

    group = Group()
    others = [["build", "--root", str(nest)], ["build", "--root", str(bench.top / "home" / ".ssh")],
              ["build", "--root", str(root), "--out", str(root)],
              ["build", "--root", str(root), "--out", str(bench.top / "home")],
              ["build", "--root", str(root), "--out", str(root / ".git")],
              ["build", "--root", str(root), "--out", str(root / ".env")],
              ["build", "--root", str(root), "--theme", "../../ovan"],
              ["check", "--root", str(root), "--now", "$PASSWORD"], ["--help"], ["--version"],
              ["explain", "Y001"], ["completions", "bash"]]
    for words in others:
        ended = bench.run([str(bench.program), *words])
        judge(group, bench, canaries, ended, " ".join(words))
    report.group("other commands", group.passed, group.problems)


main(*start(__doc__))
