"""HTML of a whole document, cut at its headings."""

import re
from collections.abc import Iterable, Iterator

import lxml.html
from lxml import etree

from .model import Read, Section, Unreadable

_HEADING = re.compile(r"h([1-6])")
_BLOCKS = {"p", "ul", "ol", "table", "blockquote", "pre", "figure", "img", "dl"}
_PASSED = {"div", "section", "article", "main", "body", "html", "header", "footer", "center", "form", "aside"}
_UNSEEN = {"script", "style", "head", "template", "noscript", "nav", "iframe", "object", "svg", "title"}
_DEEPEST = 60
_LONGEST_HEADING = 200


def sections_from_html(html: str, *, title: str = "") -> Read:
    """Raises Unreadable."""
    try:
        root = lxml.html.document_fromstring(
            html or "<p></p>", parser=lxml.html.HTMLParser(no_network=True, encoding=None)
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("broken") from error
    found = [Section("", 1)]
    for level, piece in _pieces(root, 0):
        if level:
            found.append(Section(piece[:_LONGEST_HEADING], level))
        else:
            found[-1].html.append(piece)
    sections = [section for section in found if section.heading or section.html]
    return _with_title(Read(title=title, sections=sections))


def _pieces(element: lxml.html.HtmlElement, depth: int) -> Iterator[tuple[int, str]]:
    """(level, heading) or (0, block of HTML), in order."""
    if depth > _DEEPEST:
        raise Unreadable("broken")
    yield from _loose(element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        heading = _HEADING.fullmatch(tag)
        if heading:
            words = one_line(child.text_content())
            if words:
                yield int(heading[1]), words
            yield from _pictures_of(child)
        elif tag in _BLOCKS:
            yield from _block(child, tag)
        elif tag in _PASSED:
            yield from _pieces(child, depth + 1)
        elif tag and tag not in _UNSEEN:
            yield from _loose(lxml.html.tostring(child, encoding="unicode", with_tail=False), raw=True)
        yield from _loose(child.tail)


def _block(child: lxml.html.HtmlElement, tag: str) -> Iterator[tuple[int, str]]:
    tail, child.tail = child.tail, None
    if (
        tag in ("ul", "ol", "table")
        or child.text_content().strip()
        or child.find(".//img") is not None
        or tag == "img"
    ):
        yield 0, lxml.html.tostring(child, encoding="unicode")
    child.tail = tail


def _pictures_of(heading: lxml.html.HtmlElement) -> Iterator[tuple[int, str]]:
    for picture in heading.iterfind(".//img"):
        yield 0, lxml.html.tostring(picture, encoding="unicode", with_tail=False)


def _loose(text: str | None, *, raw: bool = False) -> Iterator[tuple[int, str]]:
    """Words that stand in no block get a paragraph of their own."""
    if text and text.strip():
        yield 0, f"<p>{text if raw else _escaped(text)}</p>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    return " ".join(text.split())


def _with_title(read: Read) -> Read:
    """A single highest heading that comes first names the document, not a part of it."""
    sections = read.sections
    headed = [section for section in sections if section.heading]
    if len(headed) > 1 and headed[0] is sections[0] and _alone(headed[0], headed[1:]):
        read.title = read.title or headed[0].heading
        headed[0].heading = ""
        read.sections = [section for section in sections if section.heading or section.html]
    return read


def _alone(first: Section, others: Iterable[Section]) -> bool:
    return all(other.level > first.level for other in others)
