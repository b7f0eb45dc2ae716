"""What can be taken away of an activity, what the plugin keeps about a person, and letting go of it."""

from core.sdk import Activity, Export, PersonalData, _, execute, rows, stream_rows

_COLUMNS = (
    "outcome",
    "kind",
    "title",
    "text",
    "decided_on",
    "url",
    "published_at",
    "contribution",
    "contribution_title",
)
_PUBLIC = {
    "outcome": _("Number of the answer"),
    "kind": _("What came of it: a decision, money, something built, or no; as a key"),
    "title": _("The answer in short"),
    "text": _("The answer, as HTML"),
    "decided_on": _("When it was decided"),
    "url": _("Where the case can be read"),
    "published_at": _("When it was published (UTC)"),
    "contribution": _("Number of the contribution that it answers"),
    "contribution_title": _("Title of that contribution"),
}
_EXPORT = """
    SELECT o.id AS outcome, o.kind, o.title, o.body AS text, o.decided_on, o.url, o.published_at,
      c.id AS contribution, c.title AS contribution_title
    FROM followup_link l JOIN followup_outcome o ON o.id = l.outcome JOIN contribution c ON c.id = l.contribution
    WHERE c.activity = $1 AND c.state = 'published' AND o.state = 'published' ORDER BY o.id, c.id
"""
_KEPT = {
    "answers written": "SELECT id, title, state, created_at FROM followup_outcome WHERE created_by = $1 ORDER BY id",
    "answers changed": "SELECT outcome, note, at FROM followup_change WHERE by = $1 ORDER BY id",
    "promises to see to": "SELECT id, text, due_on, state FROM followup_promise WHERE responsible = $1 ORDER BY id",
    "promises settled": "SELECT promise, deed, reason, at FROM followup_promise_change WHERE by = $1 ORDER BY id",
    "steps written": "SELECT id, title, updated_at FROM followup_step WHERE by = $1 ORDER BY id",
}
_LET_GO = (
    "UPDATE followup_outcome SET created_by = NULL WHERE created_by = $1",
    "UPDATE followup_change SET by = NULL WHERE by = $1",
    "UPDATE followup_promise SET responsible = NULL WHERE responsible = $1",
    "UPDATE followup_promise_change SET by = NULL WHERE by = $1",
    "UPDATE followup_step SET by = NULL WHERE by = $1",
)


def exports_of(activity: Activity) -> list[Export]:
    """What came of what was written here: published answers to published contributions, without names."""
    return [
        Export(
            name="outcomes",
            title=_("What came of it"),
            columns=_COLUMNS,
            rows=stream_rows(_EXPORT, activity.id),
            public=_PUBLIC,
        )
    ]


async def kept_about(person_id: int) -> list[PersonalData]:
    """Only staff are named in our tables. What became of a person's own contributions is found through those."""
    found = [(name, await rows(sql, person_id)) for name, sql in _KEPT.items()]
    return [PersonalData(name=name, rows=tuple(kept)) for name, kept in found if kept]


async def forget(person_id: int) -> None:
    for sql in _LET_GO:
        await execute(sql, person_id)
