"""Recommendations to take away: as tables, as a document to work on, and on paper."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import docx

from core.sdk import (
    CSV,
    XLSX,
    Answer,
    Data,
    NotFound,
    PdfUnavailable,
    Text,
    Visit,
    _,
    csv_chunks,
    get,
    ngettext,
    pdf,
    redirect,
    slugify,
    speaking,
    stream,
    xlsx_chunks,
)
from plugins.insights.about import studied
from plugins.insights.recommendations.model import Recommendation, recommendations_of
from plugins.insights.studies.model import Study

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS: tuple[tuple[str, Text], ...] = (
    ("number", _("Number")),
    ("title", _("Recommendation")),
    ("text", _("Why, and how")),
    ("people", _("People")),
    ("contributions", _("Contributions")),
    ("side", _("Side")),
    ("words", _("Words")),
    ("address", _("Where it stands")),
    ("signed", _("Signed")),
)


@get("/manage/insights/{study_id:int}/recommendations/export/{kind:str}", action="insights.enter")
async def export(visit: Visit, study_id: int, kind: str) -> Answer:
    study = await studied(visit, study_id)
    found = await recommendations_of(study_id=study.id, states=["accepted"])
    name = slugify(f"{study.title}-recommendations", fallback="recommendations")
    match kind:
        case "csv":
            return stream(csv_chunks(_lines(found), columns=COLUMNS), filename=f"{name}.csv", media_type=CSV)
        case "xlsx":
            chunks = xlsx_chunks(_lines(found), columns=COLUMNS, title=study.title[:30])
            return stream(chunks, filename=f"{name}.xlsx", media_type=XLSX)
        case "docx":
            with speaking(study.language):
                made = await asyncio.to_thread(_document, study, found)
            return Data(made, DOCX, headers=_saved_as(f"{name}.docx"))
        case "pdf":
            return await _paper(study, found, name)
    raise NotFound


async def _paper(study: Study, found: list[Recommendation], name: str) -> Answer:
    try:
        with speaking(study.language):
            made = await pdf(
                "insights/recommendations_paper.html", title=study.title, lang=study.language, found=found
            )
    except PdfUnavailable as refused:
        return redirect(f"{study.url}/recommendations", toast=refused.message, done=False)
    return Data(made, "application/pdf", headers=_saved_as(f"{name}.pdf"))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


async def _lines(found: list[Recommendation]) -> AsyncIterator[dict[str, Any]]:
    """A row for each quotation; a recommendation without any has one row."""
    for number, one in enumerate(found, 1):
        plain = {
            "number": number,
            "title": one.title,
            "text": one.text,
            "people": one.people,
            "contributions": one.contributions,
            "signed": one.signed_at.date().isoformat() if one.signed_at else "",
        }
        for each in one.evidence:
            yield {**plain, "side": each.side, "words": each.quote.text, "address": each.quote.url}
        if not one.evidence:
            yield {**plain, "side": "", "words": "", "address": ""}


def _document(study: Study, found: list[Recommendation]) -> bytes:
    file = docx.Document()
    file.core_properties.title = study.title
    file.add_heading(study.title, level=0)
    for number, one in enumerate(found, 1):
        file.add_heading(f"{number}. {one.title}", level=1)
        if one.text:
            file.add_paragraph(one.text)
        people = ngettext("{n} person", "{n} people", one.people).format(n=one.people)
        said = ngettext("{n} contribution", "{n} contributions", one.contributions).format(
            n=one.contributions
        )
        file.add_paragraph(f"{people}, {said}")
        for heading, every in (
            (_("What people say for it"), one.speaks_for),
            (_("What people say against it"), one.speaks_against),
        ):
            if every:
                file.add_heading(str(heading), level=2)
            for each in every:
                file.add_paragraph(each.quote.text, style="Quote")
    out = BytesIO()
    file.save(out)
    return out.getvalue()
