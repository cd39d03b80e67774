"""What the page of a report says, read from the HTML form of it: what its PDF must be, and the words
that every form must have."""

import html.parser
import re
import unicodedata

HEADINGS = {f"h{level}" for level in range(1, 7)}
# What does not end a word.
INLINE = {"a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
          "strong", "sub", "sup", "time", "u", "var", "wbr"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What the themes say to those who listen, and show to nobody.
HIDDEN = {"dold", "external-note"}
LEFT_OUT = {"nav", "script", "style", "button", "template", "noscript"}


def letters(text):
    """The letters and digits of a text, and nothing else."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def words(text):
    """A text as it can be compared: soft hyphens and the kind of white space do not count."""
    return " ".join(text.replace("\xad", "").split())


class Page(html.parser.HTMLParser):
    """What the HTML form of a report says that the PDF must say too."""

    def __init__(self, text):
        super().__init__()
        self.lang = self.title = self.name = None
        self.headings, self.heads, self.contents, self.links = [], 0, [], []
        self.tables, self.open, self.in_nav, self.link = [], None, False, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.lang, self.name = attrs["lang"], attrs.get("data-titel")
        if tag == "nav":
            self.in_nav = True
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
            if self.in_nav:
                self.link = [attrs["href"][1:], ""]
        if tag == "table":
            self.tables.append([])
        if tag == "th":
            self.heads += 1
        if tag in HEADINGS or tag in ("title", "th"):
            self.open = (tag, "", attrs.get("scope"))

    def handle_data(self, data):
        if self.open:
            self.open = (self.open[0], self.open[1] + data, self.open[2])
        if self.link:
            self.link[1] += data

    def handle_endtag(self, tag):
        if tag == "nav":
            self.in_nav = False
        if tag == "a" and self.link:
            self.contents.append((self.link[0], words(self.link[1])))
            self.link = None
        if self.open and tag == self.open[0]:
            text = words(self.open[1])
            if tag == "title":
                self.title = text
            elif tag == "th":
                if self.open[2] == "col":
                    self.tables[-1].append(text)
            else:
                self.headings.append((int(tag[1]), text))
            self.open = None


class Said(html.parser.HTMLParser):
    """The words that a report says, and how many of its rows, heads of tables and pictures there are.

    `is_shown`: the words that are seen on paper, drawings with what is in them. Else what is written:
    drawings as what they are said to show, and the marks that browsers set themselves.
    """

    def __init__(self, text, is_shown=False):
        super().__init__()
        self.is_shown, self.raised = is_shown, None
        self.text, self.rows, self.head_rows, self.pictures = "", 0, 0, []
        # Where each piece that stands by itself begins in the text.
        self.begins = [0]
        self.headings, self.heading = [], None
        self.open, self.inside, self.skipped, self.in_head = [], None, None, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if self.inside is None and "data-rapport" in attrs:
            self.inside = len(self.open)
        if self.inside is None or self.skipped:
            return
        is_drawing = attrs.get("role") == "img" and "aria-label" in attrs
        is_hidden = HIDDEN & set(attrs.get("class", "").split())
        if tag in LEFT_OUT or "hidden" in attrs or "data-utan-papper" in attrs or (
                is_hidden if self.is_shown else is_drawing or attrs.get("aria-hidden") == "true"):
            if is_drawing and not self.is_shown:
                self.text += f" {attrs['aria-label']} "
            self.skipped = len(self.open) if tag not in VOID else None
            return
        if tag == "q" and not self.is_shown:
            self.text += "”"
        if tag == "sup" and not self.is_shown:
            self.raised = len(self.text)
        if tag == "a" and self.raised == len(self.text) and attrs.get("href", "").startswith("#"):
            self.text += "["
        if tag not in INLINE:
            self.text += " "
            self.begins.append(len(self.text))
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = len(self.text)
        if tag == "thead":
            self.in_head = True
        if tag == "tr":
            self.rows += 1
            self.head_rows += self.in_head
        if tag == "img" and attrs.get("alt"):
            self.pictures.append(words(attrs["alt"]))

    def handle_endtag(self, tag):
        if tag in VOID or tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if self.skipped and len(self.open) < self.skipped:
            self.skipped = None
        if self.inside and len(self.open) < self.inside:
            self.inside = None
        if tag == "thead":
            self.in_head = False
        if self.inside and not self.skipped and tag == "q" and not self.is_shown:
            self.text += "”"
        if self.inside and not self.skipped and tag == "sup" and self.raised is not None:
            self.text += "]" if self.text[self.raised:self.raised + 1] == "[" else ""
            self.raised = None
        if self.inside and not self.skipped and tag not in INLINE:
            if self.heading is not None and re.fullmatch(r"h[1-6]", tag):
                self.headings.append((int(tag[1]), words(self.text[self.heading:])))
                self.heading = None
            self.text += " "
            self.begins.append(len(self.text))

    def pieces(self):
        """What stands by itself, such as a paragraph or a cell."""
        pieces = (self.text[begin:end] for begin, end in zip(self.begins, self.begins[1:] + [None]))
        return [piece for piece in map(words, pieces) if piece]

    def handle_data(self, data):
        if self.inside and not self.skipped:
            self.text += data
