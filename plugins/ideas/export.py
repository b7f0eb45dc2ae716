"""Everything to take away: ideas and comments as tables, streamed row by row."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    CSV,
    XLSX,
    Answer,
    BuiltField,
    Contribution,
    NotFound,
    Person,
    Place,
    Text,
    Visit,
    _,
    csv_chunks,
    export_comments,
    export_contributions,
    get,
    load_form,
    say_answer,
    slugify,
    stream,
    xlsx_chunks,
)
from plugins.ideas.browse import IDEA
from plugins.ideas.importing.insert import SOURCE

IDEA_COLUMNS: tuple[tuple[str, Text], ...] = (
    ("id", _("Id")),
    ("title", _("Title")),
    ("text", _("Text")),
    ("author", _("Author")),
    ("anonymous", _("Anonymous to the public")),
    ("status", _("Status")),
    ("topics", _("Topic")),
    ("area", _("Area")),
    ("address", _("Address")),
    ("latitude", _("Latitude")),
    ("longitude", _("Longitude")),
    ("supports", _("Supports")),
    ("opposes", _("Against")),
    ("comments", _("Comments")),
    ("state", _("Shown")),
    ("channel", _("Channel")),
    ("published_at", _("Published")),
    ("url", _("Link")),
)
COMMENT_COLUMNS: tuple[tuple[str, Text], ...] = (
    ("id", _("Id")),
    ("about", _("The idea it is about")),
    ("answers", _("The comment it answers")),
    ("text", _("Text")),
    ("author", _("Author")),
    ("official", _("Official")),
    ("supports", _("Supports")),
    ("state", _("Shown")),
    ("published_at", _("Published")),
)


@get("/manage/export/{what:str}.{kind:str}", action="ideas.manage", at="activity")
async def export(visit: Visit, place: Place, what: str, kind: str) -> Answer:
    """`what`: ideas or comments. `kind`: csv or xlsx."""
    if what not in ("ideas", "comments") or kind not in ("csv", "xlsx"):
        raise NotFound
    if what == "ideas":
        form = await load_form(place.here.form_id)
        extra = form.fields if form else ()
        columns = [*IDEA_COLUMNS, *((f"extra.{field.key}", field.label) for field in extra)]
        rows = idea_rows(place=place, viewer=visit.person, extra=extra, locale=visit.locale)
    else:
        columns = list(COMMENT_COLUMNS)
        rows = export_comments(activity_id=place.here.id, viewer=visit.person)
    said = [(key, str(heading)) for key, heading in columns]
    name = slugify(f"{place.here.name} {what}", fallback=what)
    if kind == "csv":
        return stream(csv_chunks(rows, columns=said), filename=f"{name}.csv", media_type=CSV)
    chunks = xlsx_chunks(rows, columns=said, title=str(place.here.name))
    return stream(chunks, filename=f"{name}.xlsx", media_type=XLSX)


async def idea_rows(
    *, place: Place, viewer: Person | None, extra: tuple[BuiltField, ...] = (), locale: str = ""
) -> AsyncIterator[dict[str, Any]]:
    """As the one who asks may see them. `locale`: a stream outlives the moment in which a language was chosen."""
    async for idea in export_contributions(activity_id=place.here.id, kind=IDEA, viewer=viewer):
        answers = {
            f"extra.{f.key}": say_answer(f, idea.answers[f.key]) for f in extra if f.key in idea.answers
        }
        yield {**_flat(idea, locale), **answers}


def _flat(idea: Contribution, locale: str) -> dict[str, Any]:
    return {
        "id": idea.id,
        "title": idea.title,
        "text": idea.text,
        "author": idea.author.real_name or str(idea.author_name),
        "anonymous": idea.anonymous,
        "status": idea.status.name.text(locale or None) if idea.status else "",
        "topics": ", ".join(topic.name.text(locale or None) for topic in idea.topics),
        "area": idea.area,
        "address": idea.address,
        "latitude": idea.latitude,
        "longitude": idea.longitude,
        "supports": idea.counts.support,
        "opposes": idea.counts.oppose,
        "comments": idea.counts.comments,
        "state": idea.state.value,
        "channel": idea.channel,
        "published_at": idea.published_at,
        "url": idea.answers.get(SOURCE) or idea.url,
    }
