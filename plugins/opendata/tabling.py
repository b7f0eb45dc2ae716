"""The public tables: what their columns mean, and their rows. Nothing here names a person, an address or a point on a map."""

from typing import Any

from core.sdk import (
    Block,
    Localized,
    _,
    address_of,
    ask_blocks,
    current_locale,
    current_tenant,
    speaking,
    stream_rows,
)
from plugins.opendata.given import given_tables
from plugins.opendata.model import OPEN_ACTIVITY, Column, OpenTable, Rows

_NOT_NUMBERS = ("quotes", "text", "map", "scatter")
_CONTRIBUTIONS = f"""
    SELECT c.id, a.names AS activity, a.method, c.kind, c.title, c.text, c.language, c.area, s.names AS status,
      c.support_count AS supports, c.oppose_count AS opposes, c.comment_count AS comments, c.published_at,
      (SELECT jsonb_agg(t.names ORDER BY t.position, t.id) FROM contribution_topic ct JOIN topic t ON t.id = ct.topic
        WHERE ct.contribution = c.id) AS topics,
      '/projects/' || p.slug || '/' || a.slug || '/' || c.id AS path
    FROM contribution c JOIN activity a ON a.id = c.activity JOIN project p ON p.id = a.project
    LEFT JOIN status s ON s.id = c.status
    WHERE a.project = $1 AND c.root IS NULL AND c.state = 'published' AND {OPEN_ACTIVITY} ORDER BY c.id
"""
_COMMENTS = f"""
    SELECT c.id, c.root AS about, c.parent AS answers, c.text, c.language, c.official, c.support_count AS supports,
      c.published_at, '/projects/' || p.slug || '/' || a.slug || '/' || c.root || '#comment-' || c.id AS path
    FROM contribution c JOIN contribution r ON r.id = c.root JOIN activity a ON a.id = c.activity
    JOIN project p ON p.id = a.project
    WHERE a.project = $1 AND c.state = 'published' AND r.state = 'published' AND {OPEN_ACTIVITY} ORDER BY c.id
"""
_ACTIVITIES = f"""
    SELECT a.names AS name, a.method, ph.names AS phase, coalesce(a.opens_at, ph.starts_at) AS opens_at,
      coalesce(a.closes_at, ph.ends_at) AS closes_at, '/projects/' || p.slug || '/' || a.slug AS path
    FROM activity a JOIN project p ON p.id = a.project LEFT JOIN phase ph ON ph.id = a.phase
    WHERE a.project = $1 AND {OPEN_ACTIVITY} ORDER BY a.id
"""


async def tables_of(project_id: int) -> list[OpenTable]:
    """In the language of the one who asks, also while they are sent. The last ones are those that methods give themselves."""
    locale = current_locale()
    return [
        OpenTable(
            "contributions", _("Contributions"), CONTRIBUTIONS_ABOUT, _SAID, lambda: _said(project_id, locale)
        ),
        OpenTable(
            "activities", _("Activities"), ACTIVITIES_ABOUT, _WHAT, lambda: _activities(project_id, locale)
        ),
        OpenTable("comments", _("Comments"), COMMENTS_ABOUT, _REPLIES, lambda: _replies(project_id, locale)),
        figures_of(project_id),
        *await given_tables(project_id),
    ]


def figures_of(project_id: int | None) -> OpenTable:
    """All figures of a project, or (None) of the whole place: a line for each number."""
    locale = current_locale()
    return OpenTable("figures", _("Figures"), FIGURES_ABOUT, _NUMBERS, lambda: _figures(project_id, locale))


CONTRIBUTIONS_ABOUT = _("What people have written and everyone can read, without names.")
COMMENTS_ABOUT = _("What people have written to contributions and everyone can read, without names.")
ACTIVITIES_ABOUT = _("What people could take part in, and when.")
FIGURES_ABOUT = _("How many took part, and what came of it: each number with what it rests on.")
_SAID = (
    Column("id", _("Number of the contribution, which stays the same")),
    Column("activity", _("Where it was written")),
    Column("method", _("The method of the activity, as a key")),
    Column("kind", _("What it is: idea, proposal, question …, as a key")),
    Column("title", _("Title")),
    Column("text", _("The text, without formatting")),
    Column("language", _("Language of the text, as a code")),
    Column("topics", _("Topics, with a bar between them")),
    Column("area", _("Part of the municipality, as a key")),
    Column("status", _("How far the municipality has come with it")),
    Column("supports", _("How many support it")),
    Column("opposes", _("How many are against it")),
    Column("comments", _("How many comments it has")),
    Column("published_at", _("When it was published (UTC)")),
    Column("url", _("Where it can be read")),
)
_WHAT = (
    Column("name", _("Name of the activity")),
    Column("method", _("The method of the activity, as a key")),
    Column("phase", _("Phase of the project")),
    Column("opens_at", _("When it opens (UTC)")),
    Column("closes_at", _("When it closes (UTC)")),
    Column("url", _("Where it can be read")),
)
_REPLIES = (
    Column("id", _("Number of the comment, which stays the same")),
    Column("about", _("Number of the contribution that it is about")),
    Column("answers", _("Number of the comment that it answers. Empty where it answers none")),
    Column("text", _("The text, without formatting")),
    Column("language", _("Language of the text, as a code")),
    Column("official", _("Whether the municipality itself wrote it")),
    Column("supports", _("How many support it")),
    Column("published_at", _("When it was published (UTC)")),
    Column("url", _("Where it can be read")),
)
_NUMBERS = (
    Column("figure", _("Name of the figure, as a key")),
    Column("title", _("What the figure shows")),
    Column("label", _("Which part of it")),
    Column("column", _("What is counted, where there are several")),
    Column("value", _("The number. Empty where it is too small to be shown")),
    Column("n", _("How many it rests on")),
)


async def _said(project_id: int, locale: str) -> Rows:
    async for found in stream_rows(_CONTRIBUTIONS, project_id):
        with speaking(locale):
            topics = "|".join(Localized.of(each).text() for each in found.pop("topics") or ())
            line = _plain(found) | {"topics": topics}
        yield line


async def _replies(project_id: int, locale: str) -> Rows:
    async for found in stream_rows(_COMMENTS, project_id):
        with speaking(locale):
            line = _plain(found)
        yield line


async def _activities(project_id: int, locale: str) -> Rows:
    async for found in stream_rows(_ACTIVITIES, project_id):
        with speaking(locale):
            line = _plain(found)
        yield line


async def _figures(project_id: int | None, locale: str) -> Rows:
    with speaking(locale):
        blocks = [
            block for block in await ask_blocks(project_id=project_id) if block.kind not in _NOT_NUMBERS
        ]
        lines = [line for block in blocks for line in _lines(block)]
    for line in lines:
        yield line


def _lines(block: Block) -> list[dict[str, Any]]:
    """One figure is one line; of a series each cell is one."""
    own = {"figure": block.id, "title": str(block.title), "n": block.n}
    if block.kind == "figure" or not block.rows:
        return [{**own, "label": "", "column": str(block.unit or ""), "value": block.value}]
    names = [str(each) for each in block.columns]
    return [
        {**own, "label": str(row[0]), "column": names[place] if place < len(names) else "", "value": value}
        for row in block.rows
        for place, value in enumerate(row)
        if place
    ]


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """Names in the reader's language, moments in UTC, whole addresses."""
    path = found.pop("path")
    plain = {
        key: Localized.of(each).text() if isinstance(each, dict) else each for key, each in found.items()
    }
    plain = {key: each.isoformat() if hasattr(each, "isoformat") else each for key, each in plain.items()}
    return plain | {"url": address_of(current_tenant(), path)}
