"""PDF: each page as a picture, with its text beside it for those who do not see it, and for search and marks."""

import io
import re
from html import escape

import pypdfium2

from .model import Read, Section, Unreadable
from .sections import one_line

MOST_PAGES = 250
_WIDTH = 1_400  # of a page's picture
_HIGHEST = 4_000
_QUALITY = 82
_LINE_END = re.compile(r"-\n(?=[a-zæøå])")


def read_pdf(data: bytes) -> Read:
    try:
        document = pypdfium2.PdfDocument(io.BytesIO(data))
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken") from error
    if pages > MOST_PAGES:
        raise Unreadable("too_long")
    read = Read(title=one_line(document.get_metadata_value("Title"))[:200])
    named = _named_pages(document)
    for n in range(pages):
        try:
            _add_page(read, document[n], n, named.get(n, ""))
        except pypdfium2.PdfiumError as error:
            raise Unreadable("broken") from error
    return read


def _add_page(read: Read, page: pypdfium2.PdfPage, n: int, name: str) -> None:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Unreadable("broken")
    scale = min(_WIDTH / width, _HIGHEST / height)
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, "JPEG", quality=_QUALITY)
    read.pictures.append(picture.getvalue())
    text = page.get_textpage().get_text_bounded()
    heading = f"page:{n + 1}:{name}"
    read.sections.append(Section(heading, 1, _paragraphs(text), picture=len(read.pictures) - 1))
    page.close()


def _paragraphs(text: str) -> list[str]:
    """A line that ends a sentence before a capital or an empty line ends a paragraph; a word cut at a line's end is joined."""
    joined = _LINE_END.sub("", text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", ""))
    pieces = re.split(r"\n\s*\n|(?<=[.!?:])\n(?=[A-ZÆØÅ0-9•–-])", joined)
    lines = (one_line(piece) for piece in pieces)
    return [f"<p>{escape(line)}</p>" for line in lines if line]


def _named_pages(document: pypdfium2.PdfDocument) -> dict[int, str]:
    """From the file's own bookmarks: which page a part begins on."""
    found: dict[int, str] = {}
    for n, mark in enumerate(document.get_toc(max_depth=3)):
        target = mark.get_dest()
        index = target.get_index() if target else None
        if index is not None:
            found.setdefault(index, one_line(mark.get_title())[:120])
        if n > MOST_PAGES * 4:
            break
    return found
