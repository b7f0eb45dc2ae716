"""OpenDocument text: `content.xml` read straight, since a document needs no more."""

import zipfile
from collections.abc import Iterator
from html import escape

from lxml import etree

from .model import MOST_PICTURES, Read, Unreadable
from .sections import sections_from_html
from .zipped import open_zip, parse_xml, part_of

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LEFT_OUT = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}sequence-decls",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_TEXT}table-of-content",
}
_WRAPS = {
    f"{_TEXT}list": ("<ul>", "</ul>"),
    f"{_TEXT}list-item": ("<li>", "</li>"),
    f"{_TEXT}p": ("<p>", "</p>"),
    f"{_TABLE}table": ("<table>", "</table>"),
    f"{_TABLE}table-row": ("<tr>", "</tr>"),
    f"{_TABLE}table-cell": ("<td>", "</td>"),
}
_DEEPEST = 80
_MOST_SPACES = 50


def read_odt(data: bytes) -> Read:
    archive = open_zip(data)
    body = parse_xml(part_of(archive, "content.xml")).find(f".//{_OFFICE}text")
    if body is None:
        raise Unreadable("broken")
    pictures: list[bytes] = []
    html = "".join(_html(body, archive, pictures, 0))
    read = sections_from_html(f"<body>{html}</body>")
    read.pictures = pictures
    return read


def _html(
    element: etree._Element, archive: zipfile.ZipFile, pictures: list[bytes], depth: int
) -> Iterator[str]:
    if depth > _DEEPEST:
        raise Unreadable("broken")
    yield escape(element.text or "")
    for child in element:
        tag = str(child.tag)
        if tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _one(child, tag, archive, pictures, depth)
        yield escape(child.tail or "")


def _one(
    child: etree._Element, tag: str, archive: zipfile.ZipFile, pictures: list[bytes], depth: int
) -> Iterator[str]:
    if tag == f"{_TEXT}h":
        level = child.get(f"{_TEXT}outline-level", "1")
        level = level if level in "123456" else "6"
        yield f"<h{level}>{''.join(_html(child, archive, pictures, depth + 1))}</h{level}>"
    elif tag == f"{_TEXT}s":
        yield " " * min(int(child.get(f"{_TEXT}c", "1") or 1), _MOST_SPACES)
    elif tag == f"{_TEXT}tab":
        yield " "
    elif tag == f"{_TEXT}line-break":
        yield "<br>"
    elif tag == f"{_DRAW}image":
        yield _picture(child, archive, pictures)
    else:
        before, after = _WRAPS.get(tag, ("", ""))
        yield before
        yield from _html(child, archive, pictures, depth + 1)
        yield after


def _picture(image: etree._Element, archive: zipfile.ZipFile, pictures: list[bytes]) -> str:
    name = image.get(f"{_XLINK}href", "")
    if name not in archive.namelist() or len(pictures) >= MOST_PICTURES:
        return ""
    pictures.append(part_of(archive, name))
    parent = image.getparent()
    alt = (
        parent.findtext(f"{_SVG}title") or parent.findtext(f"{_SVG}desc") or "" if parent is not None else ""
    )
    return f'<img src="picture:{len(pictures) - 1}" alt="{escape(alt)}">'
