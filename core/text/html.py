"""Rich text that is safe to show, and the ways between it and plain text."""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from core.text.clean import clean_text

_TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a", "blockquote"),
    *("figure", "figcaption", "img"),
}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}
_OWN_FILE = re.compile(r"/files/[A-Za-z0-9_-]+/[A-Za-z0-9_.%/-]+")
_NUMBER = re.compile(r"[0-9]{1,5}")
_SYNONYMS = re.compile(r"<(/?)(b|i|h1|h5|h6)(?=[\s/>])", re.IGNORECASE)
_SYNONYM_OF = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
_EMPTY = re.compile(r"<img>|<img [^>]*>|<p>(?:\s|&nbsp;|<br>)*</p>|<figure>\s*</figure>")
_LINK = re.compile(r"\bhttps?://[^\s<>\"'`]+", re.IGNORECASE)
_TRAILING = ".,;:!?…»”’"
_BLOCKS = {
    "p",
    "li",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "figure",
    "figcaption",
    "div",
    "tr",
    "section",
    "ul",
    "ol",
}
_UNSEEN = {"script", "style", "template", "noscript", "title", "textarea", "iframe"}


def clean_html(raw: str) -> str:
    """The allowed part of what an editor sent: structure, links, own pictures; nothing that runs."""
    synonyms = _SYNONYMS.sub(lambda found: f"<{found[1]}{_SYNONYM_OF[found[2].lower()]}", clean_text(raw))
    cleaned = nh3.clean(
        synonyms,
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "iframe", "noscript", "textarea", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return _EMPTY.sub(_drop_empty, cleaned).strip()


def plain_text(html: str) -> str:
    """What a reader would read, blocks on lines of their own."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return clean_text(re.sub(r"\n{3,}", "\n\n", "".join(reader.pieces)))


def html_from_plain(text: str) -> str:
    """Paragraphs, line breaks and links from typed text."""
    paragraphs = re.split(r"\n{2,}", clean_text(text))
    return "".join(f"<p>{_linked(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def excerpt(text: str, chars: int = 200) -> str:
    """The beginning of plain text or HTML on one line, cut at a word, never longer than `chars`."""
    line = " ".join((plain_text(text) if "<" in text else text).split())
    if len(line) <= chars:
        return line
    cut = line[: max(chars - 1, 0)]
    space = cut.rfind(" ")
    return (cut[:space] if space > chars // 2 else cut).rstrip(" ,.;:–-") + "…"


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _OWN_FILE.fullmatch(value) and ".." not in value else None
    if tag == "img" and name in {"width", "height"}:
        return value if _NUMBER.fullmatch(value) else None
    if tag == "a" and name == "href":
        return None if value.startswith(("//", "/\\", "\\")) else value.strip()
    return value


def _drop_empty(found: re.Match[str]) -> str:
    return found[0] if "src=" in found[0] else ""


def _linked(paragraph: str) -> str:
    pieces: list[str] = []
    end = 0
    for found in _LINK.finditer(paragraph):
        url = _without_trailing(found[0])
        pieces += [escape(paragraph[end : found.start()]), _anchor(url)]
        end = found.start() + len(url)
    pieces.append(escape(paragraph[end:]))
    return "".join(pieces).replace("\n", "<br>")


def _anchor(url: str) -> str:
    return f'<a href="{escape(url)}" rel="nofollow noopener noreferrer">{escape(url)}</a>'


def _without_trailing(url: str) -> str:
    """Punctuation that belongs to the sentence, not to the address."""
    url = url.rstrip(_TRAILING)
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(_TRAILING)
    return url


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n– ")
        elif tag == "img":
            self.pieces.append(dict(attrs).get("alt") or "")
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS and tag != "li":
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)
