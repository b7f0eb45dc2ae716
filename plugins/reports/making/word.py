"""A report for Word: real headings, lists and tables with heads, so that it can be worked on further."""

import asyncio
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from core.sdk import _, ngettext, say_date, say_number, site, speaking
from plugins.reports.making.drawings import Pictures, drawings_of
from plugins.reports.making.rich import write_html
from plugins.reports.model import Document, Part, Said

_WIDTH = Mm(150)
_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO"}


async def word(document: Document) -> bytes:
    publisher = (await site()).name
    drawings = await drawings_of(document)
    with speaking(document.language):
        return await asyncio.to_thread(_made, document, publisher, drawings)


def _made(document: Document, publisher: str, drawings: Pictures) -> bytes:
    file = docx.Document()
    _about(file, document, publisher)
    file.add_heading(document.title, level=0)
    for line in (document.lead, document.project, document.period):
        if line:
            file.add_paragraph(line)
    for part in document.parts:
        _part(file, part, drawings)
    said = _("Made {when} by {publisher}.").format(
        when=say_date(date.fromisoformat(document.made_on)), publisher=publisher
    )
    file.add_paragraph(str(said))
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _about(file: Any, document: Document, publisher: str) -> None:
    file.core_properties.title = document.title
    file.core_properties.author = publisher
    language = _LANGUAGES.get(document.language, document.language)
    file.core_properties.language = language
    fonts = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = fonts.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        fonts.append(spoken)
    spoken.set(qn("w:val"), language)


def _part(file: Any, part: Part, drawings: Pictures) -> None:
    if part.title:
        file.add_heading(part.title, level=1)
    if part.period:
        file.add_paragraph(part.period)
    write_html(file, part.body)
    figures = [block for block in part.figures if block.get("value") is not None]
    if figures:
        _table(file, (_("Figure"), _("Number")), [(b["title"], _number(b)) for b in figures])
    for block in part.figures:
        _block(file, block, drawings.get(f"{part.id}.{block['id']}"))
    for one in part.said:
        _said(file, one)
    if part.left > 0:
        more = ngettext("{n} more is not shown here.", "{n} more are not shown here.", part.left)
        file.add_paragraph(str(more.format(n=say_number(part.left))))
    if part.missing:
        file.add_paragraph(part.missing)


def _block(file: Any, block: dict[str, Any], drawing: bytes | None) -> None:
    if block["kind"] == "quotes":
        file.add_heading(block["title"], level=2)
        for words, who, *_address in block["rows"]:
            file.add_paragraph(f"«{words}»{' – ' + who if who else ''}", style="Quote")
    elif block.get("rows"):
        file.add_heading(block["title"], level=2)
        if drawing is not None:
            _picture(file, drawing, f"{block['title']}. {block.get('description') or ''}".strip())
        _table(file, block["columns"], block["rows"])
        file.add_paragraph(
            " · ".join(filter(None, (block.get("basis") or f"n = {block['n']}", block.get("description"))))
        )
    elif block.get("text"):
        file.add_heading(block["title"], level=2)
        file.add_paragraph(block["text"])


def _picture(file: Any, drawing: bytes, says: str) -> None:
    """With its text alternative; the numbers stand in the table below it."""
    shape = file.add_picture(BytesIO(drawing), width=_WIDTH)
    about = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way
    about.set("descr", f"{says} {_('The numbers stand in the table below.')}")
    file.paragraphs[-1].paragraph_format.keep_with_next = True


def _said(file: Any, one: Said) -> None:
    if one.title:
        file.add_heading(one.title, level=2)
    write_html(file, one.body)
    supports = ngettext("{n} supports this", "{n} support this", one.supports)
    about = [one.by, str(supports.format(n=one.supports)) if one.supports else "", one.status]
    if any(about):
        file.add_paragraph().add_run(" · ".join(filter(None, about))).italic = True
    if one.answer:
        file.add_paragraph().add_run(str(_("The municipality answers"))).bold = True
        write_html(file, one.answer)


def _table(file: Any, columns: Any, lines: Any) -> None:
    """The first line is a head that Word repeats on each page and reads out."""
    table = file.add_table(rows=1, cols=len(columns), style="Table Grid")
    head = table.rows[0]
    for cell, label in zip(head.cells, columns, strict=False):
        cell.paragraphs[0].add_run(str(label)).bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way
    for line in lines:
        cells = table.add_row().cells
        for cell, given in zip(cells, line, strict=False):
            cell.text = _said_value(given)
    file.add_paragraph()


def _number(block: dict[str, Any]) -> str:
    return f"{say_number(block['value'])} {block.get('unit') or ''}".strip()


def _said_value(given: Any) -> str:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return say_number(given)
    return "" if given is None else str(given)
