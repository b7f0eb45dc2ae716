"""Many contributions at once, from a file or another system: by COPY, with counts made at the end, undone to the last row.

An import is a number. Its rows know each other by the `external_id` of the source, so they may come in portions:
`insert_many` → `insert_comments` → `insert_votes` → `finish_import`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.contributions.model import COMMENT, Content
from core.contributions.telling import owner_of
from core.contributions.writing import Written, tidy
from core.db import copy_rows, execute, rows
from core.participation import Act, Channel, forget_import, record_many
from core.projects.place import Place
from core.text import html_from_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A contribution from elsewhere. `author`: the name to show, where the source has one; `author_id` a person who is here."""

    external_id: str
    content: Content
    author: str = ""
    author_id: int | None = None
    published_at: datetime | None = None
    status_id: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedComment:
    """`about` and `parent` are external ids: of the contribution, and of the comment it answers."""

    external_id: str
    about: str
    text: str
    parent: str = ""
    author: str = ""
    author_id: int | None = None
    published_at: datetime | None = None
    official: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedVote:
    """`voter` names who voted, where the source knows, `voter_id` a person who is here.

    Without either the vote counts, but nobody is counted as taking part.
    """

    about: str
    value: int = 1
    voter: str = ""
    voter_id: int | None = None
    at: datetime | None = None
    on_comment: bool = False  # `about` names a comment


Done = tuple[str, str, datetime | None, int]  # verb, who, when, contribution

_COLUMNS = (
    *(
        "id",
        "activity",
        "kind",
        "root",
        "parent",
        "author",
        "author_label",
        "anonymous",
        "official",
        "title",
        "body",
        "text",
    ),
    *(
        "language",
        "state",
        "channel",
        "created_at",
        "published_at",
        "updated_at",
        "status",
        "area",
        "address",
    ),
    *("latitude", "longitude", "import_id", "external_id"),
)


async def insert_many(
    *,
    place: Place,
    kind: str,
    items: Sequence[Imported],
    import_id: int,
    channel: Channel = Channel.IMPORT,
) -> dict[str, int]:
    """Write contributions; external id → id. Each one's content has been checked before (`tidy` raises on the first bad one)."""
    ids = await new_ids(len(items))
    now = datetime.now(UTC)
    lines = [
        _line(place, kind, item, new_id, import_id, now, channel)
        for item, new_id in zip(items, ids, strict=True)
    ]
    await copy_rows("contribution", _COLUMNS, lines)
    await _write_more(items, ids)
    await _log(
        place,
        [
            ("submit", _who(i.author_id, i.author or f"#{i.external_id}", import_id), i.published_at, n)
            for i, n in zip(items, ids, strict=True)
        ],
        import_id,
        channel,
    )
    return {item.external_id: new_id for item, new_id in zip(items, ids, strict=True)}


async def insert_comments(
    *,
    place: Place,
    comments: Sequence[ImportedComment],
    import_id: int,
    channel: Channel = Channel.IMPORT,
) -> int:
    """Write comments on contributions of the same import; those about nothing we have are passed over. How many were written.

    Parents must come before their answers, or in an earlier portion.
    """
    known = await _known(import_id, {c.about for c in comments} | {c.parent for c in comments if c.parent})
    lines: list[tuple[Any, ...]] = []
    written: list[Done] = []
    for each, new_id in zip(comments, await new_ids(len(comments)), strict=True):
        root = known.get((each.about, False))
        content = tidy(Content(body=html_from_plain(each.text)), may_be_empty=True)
        if root is None or not content.text:
            continue
        parent = known.get((each.parent, True)) if each.parent else None
        top = (parent[1] or parent[0]) if parent else None
        known[each.external_id, True] = (new_id, top)
        head = (new_id, place.here.id, COMMENT, root[0], top)
        lines.append((*head, *_comment_line(each, content, import_id, channel)))
        who = _who(each.author_id, each.author or f"#{each.external_id}", import_id)
        written.append((COMMENT, who, each.published_at, new_id))
    await copy_rows("contribution", _COLUMNS, lines)
    await _log(place, written, import_id, channel)
    return len(lines)


def _comment_line(
    comment: ImportedComment, content: Written, import_id: int, channel: Channel
) -> tuple[Any, ...]:
    """The columns from `author` on."""
    at = comment.published_at or datetime.now(UTC)
    # Without a name it is anonymous, not by a former participant.
    anonymous = not (comment.author or comment.author_id or comment.official)
    return (
        *(comment.author_id, comment.author[:120], anonymous, comment.official),
        *("", content.body, content.text, content.language),
        *("published", channel, at, at, at),
        *(None, "", "", None, None),  # status, area, address and point are of the contribution
        *(import_id, comment.external_id[:120]),
    )


async def insert_votes(
    *, place: Place, votes: Sequence[ImportedVote], import_id: int, channel: Channel = Channel.IMPORT
) -> int:
    """Write votes on contributions of the same import; how many. A named voter has one vote on each."""
    known = await _known(import_id, {vote.about for vote in votes})
    now = datetime.now(UTC)
    seen: set[tuple[int, str]] = set()
    lines: list[tuple[Any, ...]] = []
    named: list[Done] = []
    for vote in votes:
        target = known.get((vote.about, vote.on_comment))
        who = _who(vote.voter_id, vote.voter, import_id) if vote.voter_id or vote.voter else ""
        if target is None or vote.value not in (-1, 1) or (target[0], who) in seen:
            continue
        if who:
            seen.add((target[0], who))
            named.append(("support" if vote.value > 0 else "oppose", who, vote.at, target[0]))
        lines.append((target[0], vote.voter_id, vote.voter[:60], vote.value, vote.at or now))
    await copy_rows("reaction", ("contribution", "person", "voter", "value", "created_at"), lines)
    await _log(place, named, import_id, channel)
    return len(lines)


async def finish_import(*, import_id: int) -> None:
    """Count reactions and comments of everything the import brought, from the rows."""
    await execute(
        "UPDATE contribution c SET support_count = coalesce(r.support, 0), oppose_count = coalesce(r.oppose, 0), "
        "comment_count = coalesce(k.comments, 0) FROM contribution me "
        "LEFT JOIN (SELECT contribution, count(*) FILTER (WHERE value = 1) AS support, count(*) FILTER (WHERE value = -1) "
        "AS oppose FROM reaction GROUP BY contribution) r ON r.contribution = me.id "
        "LEFT JOIN (SELECT root, count(*) AS comments FROM contribution WHERE state = 'published' AND root IS NOT NULL "
        "GROUP BY root) k ON k.root = me.id WHERE me.import_id = $1 AND c.id = me.id AND (c.support_count, c.oppose_count, "
        "c.comment_count) IS DISTINCT FROM (coalesce(r.support, 0), coalesce(r.oppose, 0), coalesce(k.comments, 0))",
        import_id,
    )


async def undo_import(*, import_id: int) -> int:
    """Take back exactly what this import wrote, and what people have since put on it; how many contributions went."""
    await execute(
        "UPDATE contribution SET state = 'published', merged_into = NULL WHERE import_id IS DISTINCT FROM $1 "
        "AND merged_into IN (SELECT id FROM contribution WHERE import_id = $1)",
        import_id,
    )
    gone = await execute("DELETE FROM contribution WHERE import_id = $1", import_id)
    await forget_import(import_id=import_id)
    return gone


def _line(
    place: Place, kind: str, item: Imported, new_id: int, import_id: int, now: datetime, channel: Channel
) -> tuple[Any, ...]:
    content, written = item.content, tidy(item.content)
    at = item.published_at or now
    latitude, longitude = content.location or (None, None)
    return (
        *(
            new_id,
            place.here.id,
            kind,
            None,
            None,
            item.author_id,
            item.author[:120],
            content.anonymous,
            False,
            written.title,
        ),
        *(written.body, written.text, item.language or written.language, "published", channel, at, at, at),
        *(
            item.status_id,
            content.area[:60],
            content.address[:200],
            latitude,
            longitude,
            import_id,
            item.external_id[:120],
        ),
    )


async def _write_more(items: Sequence[Imported], ids: list[int]) -> None:
    """Topics, and what is JSON, which COPY does not take."""
    pairs = [
        (new_id, topic) for item, new_id in zip(items, ids, strict=True) for topic in item.content.topics
    ]
    await execute(
        "INSERT INTO contribution_topic (contribution, topic) SELECT o.c, t.id FROM unnest($1::bigint[], $2::bigint[]) o(c, t) "
        "JOIN topic t ON t.id = o.t ON CONFLICT DO NOTHING",
        [pair[0] for pair in pairs],
        [pair[1] for pair in pairs],
    )
    more = [
        {
            "id": new_id,
            "answers": i.content.answers,
            "files": list(i.content.files),
            "form": i.content.form_version,
        }
        for i, new_id in zip(items, ids, strict=True)
        if i.content.answers or i.content.files
    ]
    if more:
        await execute(
            "UPDATE contribution c SET answers = m.answers, files = m.files, form_version = m.form "
            "FROM jsonb_to_recordset($1) m(id bigint, answers jsonb, files jsonb, form bigint) WHERE c.id = m.id",
            more,
        )


async def new_ids(count: int) -> list[int]:
    found = await rows(
        "SELECT nextval(pg_get_serial_sequence('contribution', 'id')) AS id FROM generate_series(1, $1)",
        count,
    )
    return [each["id"] for each in found]


async def _known(import_id: int, external_ids: set[str]) -> dict[tuple[str, bool], tuple[int, int | None]]:
    """(external id, is a comment) → (id, parent) of what the import has brought already."""
    found = await rows(
        "SELECT id, external_id, parent, root IS NOT NULL AS comment FROM contribution "
        "WHERE import_id = $1 AND external_id = ANY ($2::varchar[])",
        import_id,
        [external_id[:120] for external_id in external_ids],
    )
    return {(each["external_id"], each["comment"]): (each["id"], each["parent"]) for each in found}


def _who(person_id: int | None, name: str, import_id: int) -> str:
    """A person who is here is the same one as on the web; a name in the source is one participant of this import."""
    return f"person:{person_id}" if person_id else f"import:{import_id}:{name}"


async def _log(place: Place, done: Sequence[Done], import_id: int, channel: Channel) -> None:
    now = datetime.now(UTC)
    acts = [
        Act(who, f"{owner_of(place)}.{verb}", at or now, contribution_id)
        for verb, who, at, contribution_id in done
    ]
    if acts:
        await record_many(
            acts,
            project_id=place.project.id,
            activity_id=place.here.id,
            channel=channel,
            import_id=import_id,
        )
