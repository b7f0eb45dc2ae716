"""Safe rich text (`clean_html`) into Word: paragraphs, headings, lists, quotations, links, strong and emphasis."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import html

_HEADINGS = {"h2": 2, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_STYLES = {"blockquote": "Quote", "figcaption": "Caption"}


def write_html(file: Any, text: str) -> None:
    """Nothing for an empty text. What is a picture becomes its words."""
    if not text.strip():
        return
    for element in html.fragments_fromstring(text):
        if isinstance(element, str):
            _paragraph(file, None).add_run(element)
        else:
            _element(file, element)


def _element(file: Any, element: Any) -> None:
    tag = element.tag
    if tag in _HEADINGS:
        file.add_heading(element.text_content(), level=_HEADINGS[tag])
    elif tag in ("ul", "ol"):
        for item in element:
            _inline(_paragraph(file, "List Number" if tag == "ol" else "List Bullet"), item)
    elif tag in ("figure", "blockquote", "div") and len(element):
        for child in element:
            _element(file, child)
    elif tag == "img":
        _paragraph(file, None).add_run(element.get("alt", "")).italic = True
    else:
        _inline(_paragraph(file, _STYLES.get(tag)), element)


def _paragraph(file: Any, style: str | None) -> Any:
    return file.add_paragraph(style=style)


def _inline(paragraph: Any, element: Any, *, bold: bool = False, italic: bool = False) -> None:
    _run(paragraph, element.text, bold=bold, italic=italic)
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag == "a":
            _link(paragraph, child)
        else:
            _inline(
                paragraph,
                child,
                bold=bold or child.tag == "strong",
                italic=italic or child.tag == "em",
            )
        _run(paragraph, child.tail, bold=bold, italic=italic)


def _run(paragraph: Any, text: str | None, *, bold: bool, italic: bool) -> None:
    if text:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None


def _link(paragraph: Any, element: Any) -> None:
    """A link that can be pressed; python-docx has no name for it."""
    address = element.get("href", "")
    if not address.startswith(("https://", "http://", "mailto:")):
        _run(paragraph, element.text_content(), bold=False, italic=False)
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = element.text_content()
    run.append(words)
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001 - python-docx has no other way
