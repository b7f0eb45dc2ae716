"""Downloads for staff: every answer as a row, and the codebook."""

from core.sdk import (
    CSV,
    XLSX,
    Answer,
    NotFound,
    Place,
    Text,
    Visit,
    _,
    csv_chunks,
    get,
    slugify,
    stream,
    xlsx_chunks,
)
from plugins.survey.exporting.columns import columns_of
from plugins.survey.exporting.rows import codebook_rows, headings, response_rows
from plugins.survey.results.reading import versions_only
from plugins.survey.settings import settings_of

CODEBOOK: tuple[tuple[str, Text], ...] = (
    ("column", _("Column")),
    ("question", _("Question")),
    ("words", _("What the column holds")),
    ("kind", _("Kind")),
    ("required", _("Must be answered")),
    ("versions", _("Versions")),
    ("value", _("Value")),
    ("means", _("What it means")),
)


@get("/manage/export/{what:str}.{kind:str}", action="survey.manage", at="activity")
async def export(visit: Visit, place: Place, what: str, kind: str) -> Answer:
    """`what`: answers or codebook. `kind`: csv or xlsx."""
    if what not in ("answers", "codebook") or kind not in ("csv", "xlsx"):
        raise NotFound
    columns = columns_of(await versions_only(activity_id=place.here.id))
    if what == "answers":
        named = not settings_of(place.here).anonymous
        shown = headings(columns, named=named, locale=visit.locale)
        rows = response_rows(activity_id=place.here.id, columns=columns, locale=visit.locale)
    else:
        shown = [(key, str(words)) for key, words in CODEBOOK]
        rows = codebook_rows(columns=columns, locale=visit.locale)
    name = slugify(f"{place.here.name} {what}", fallback=what)
    if kind == "csv":
        return stream(csv_chunks(rows, columns=shown), filename=f"{name}.csv", media_type=CSV)
    chunks = xlsx_chunks(rows, columns=shown, title=str(place.here.name))
    return stream(chunks, filename=f"{name}.xlsx", media_type=XLSX)
