"""What leaves the plugin: whole exports, what it keeps about a person, and forgetting."""

from core.sdk import (
    Activity,
    Export,
    PersonalData,
    _,
    execute,
    export_comments,
    export_rows,
    place_of_activity,
    rows,
    site,
    stream_rows,
)
from plugins.information.hearing.remarks import REMARK
from plugins.information.hearing.response import COLUMNS, rows_of
from plugins.information.questions import QUESTION

EXPORTED = (
    "id",
    "title",
    "text",
    "author",
    "anonymous",
    "supports",
    "comments",
    "state",
    "channel",
    "published_at",
    "url",
)
_STATEMENTS = (
    "SELECT contribution AS id, receipt, received_at, channel, state, CASE WHEN state = 'published' THEN "
    "coalesce(nullif(organisation, ''), sender) "
    "ELSE '' END AS sender, orgnr, CASE WHEN state = 'published' THEN title ELSE '' END AS title, public_body AS text, redacted "
    "FROM information_statement WHERE activity = $1 ORDER BY received_at, contribution"
)
_CHANGES = (
    "SELECT v.number AS version, c.section, c.kind, c.heading, c.note, c.parts, (SELECT string_agg(u.contribution::text, ', ') "
    "FROM information_cause u WHERE u.change = c.id) AS because_of FROM information_change c "
    "JOIN information_version v ON v.id = c.version WHERE v.activity = $1 AND v.state = 'published' ORDER BY v.number, c.position"
)
_PLACES = (
    "SELECT r.contribution AS id, v.number AS version, r.section, r.paragraph, r.exact, r.prefix, r.suffix, r.start, r.x, r.y "
    "FROM information_remark r JOIN information_version v ON v.id = r.version JOIN contribution c ON c.id = r.contribution "
    "WHERE v.activity = $1 AND c.state = 'published' ORDER BY r.contribution"
)
_LETTERS = (
    "SELECT id, subject, body, sent_at, recipients FROM information_letter "
    "WHERE activity = $1 AND sent_at IS NOT NULL ORDER BY id"
)
_TABLES = (
    (
        "statements",
        _("Hearing statements"),
        ("id", "receipt", "received_at", "channel", "state", "sender", "orgnr", "title", "text", "redacted"),
        _STATEMENTS,
    ),
    (
        "places",
        _("Where comments stand"),
        ("id", "version", "section", "paragraph", "exact", "prefix", "suffix", "start", "x", "y"),
        _PLACES,
    ),
    (
        "changes",
        _("Changes between versions"),
        ("version", "section", "kind", "heading", "note", "parts", "because_of"),
        _CHANGES,
    ),
    (
        "letters",
        _("Letters"),
        ("id", "subject", "body", "sent_at", "recipients"),
        _LETTERS,
    ),
    (
        "blocks",
        _("The page"),
        ("position", "kind", "titles", "bodies", "files", "details"),
        "SELECT position, kind, titles, bodies, files, details FROM information_block WHERE activity = $1 ORDER BY position, id",
    ),
    (
        "readings",
        _("Readings"),
        ("page", "day", "n"),
        "SELECT page, day, n FROM information_reading WHERE activity = $1 ORDER BY day, page",
    ),
)


async def exports_of(activity: Activity) -> list[Export]:
    """Names as the public sees them: an export may travel. Of statements only what is published."""
    place = await place_of_activity(await site(), activity.id)
    if place is None:
        return []
    said = [
        Export(
            name=name,
            title=title,
            columns=EXPORTED,
            rows=export_rows(activity_id=activity.id, kind=kind, viewer=None),
        )
        for name, title, kind in (
            ("questions", _("Questions"), QUESTION),
            ("remarks", _("Comments on the document"), REMARK),
        )
    ]
    own = [
        Export(name=name, title=title, columns=columns, rows=stream_rows(sql, activity.id))
        for name, title, columns, sql in _TABLES
    ]
    answers = Export(name="answers", title=_("Answers"), columns=COLUMNS, rows=rows_of(place=place))
    replies = Export(
        name="comments",
        title=_("Replies"),
        columns=_REPLIES,
        rows=export_comments(activity_id=activity.id, viewer=None),
    )
    return [*said, replies, *own, answers]


_REPLIES = ("id", "about", "answers", "text", "author", "official", "supports", "state", "published_at")


async def kept_about(person_id: int) -> list[PersonalData]:
    """Statements and letters. What a person wrote as contributions is core's to give."""
    statements = await rows(
        "SELECT receipt, received_at, sender, organisation, orgnr, title, body, files, state FROM information_statement "
        "WHERE person = $1 ORDER BY id",
        person_id,
    )
    letters = await rows(
        "SELECT subject, created_at, sent_at FROM information_letter WHERE by = $1 ORDER BY id", person_id
    )
    answers = await rows(
        "SELECT contribution, outcome, at FROM information_answer WHERE by = $1 ORDER BY id", person_id
    )
    versions = await rows(
        "SELECT title, number, created_at FROM information_version WHERE by = $1 ORDER BY id", person_id
    )
    kept = {
        "information.statements": statements,
        "information.letters": letters,
        "information.answers": answers,
        "information.versions": versions,
    }
    return [PersonalData(name=name, rows=tuple(found)) for name, found in kept.items() if found]


async def forget(person_id: int) -> None:
    """A statement is a case document and stays; a private person's name goes out of it, an organisation's does not."""
    await execute(
        "UPDATE information_statement SET person = NULL, sender = '' WHERE person = $1",
        person_id,
    )
    for table, column in (
        ("information_letter", "by"),
        ("information_answer", "by"),
        ("information_version", "by"),
        ("information_response", "by"),
        ("information_statement", "handled_by"),
    ):
        await execute(f"UPDATE {table} SET {column} = NULL WHERE {column} = $1", person_id)
