"""Charts as pictures, for Word: set by the templates of the PDF, and each page drawn at twice the size of a screen."""

import asyncio
import threading
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops

from core.sdk import PdfUnavailable, drawn_as, pdf, speaking
from plugins.reports.model import Document

_SCALE = 2 * 96 / 72  # pixels for each point
_AIR = 8
_ROWS = 40  # more would not stand on one page: the table says it
_CHARTS = frozenset({"bars", "line", "histogram", "likert", "scatter", "map"})
_one_at_a_time = threading.Lock()  # pdfium is not made for threads

Pictures = dict[str, bytes]  # id of a block in its section -> PNG


async def drawings_of(document: Document) -> Pictures:
    """Empty where the machine cannot set type: the tables stand in the file anyway."""
    charts = [
        block
        for part in document.parts
        for block in part.blocks
        if drawn_as(block) in _CHARTS and 0 < len(block.rows) <= _ROWS
    ]
    if not charts:
        return {}
    try:
        with speaking(document.language):
            paper = await pdf(
                "reports/drawings.html", title=document.title, lang=document.language, blocks=charts
            )
    except PdfUnavailable:
        return {}
    pictures = await asyncio.to_thread(_pages, paper)
    if len(pictures) != len(charts):  # one ran over: nobody can say which picture is whose
        return {}
    return {block.id: picture for block, picture in zip(charts, pictures, strict=True)}


def _pages(paper: bytes) -> list[bytes]:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(paper)
        found = [page.render(scale=_SCALE).to_pil().convert("RGB") for page in document]
        document.close()
    return [_png(_without_margin(each)) for each in found]


def _without_margin(picture: Image.Image) -> Image.Image:
    white = Image.new("RGB", picture.size, "#ffffff")
    box = ImageChops.difference(picture, white).getbbox()
    if box is None:
        return picture
    return picture.crop((0, max(0, box[1] - _AIR), picture.width, min(picture.height, box[3] + _AIR)))


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
