"""From rows to what the house sees: the columns every query selects, and the one way they become a Contribution."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.contributions.model import Contribution, Counts, OfficialAnswer, State, Status, Topic
from core.contributions.names import AUTHOR_COLUMNS, AUTHOR_JOINS, author_of, may_see_names
from core.i18n import Localized, _
from core.people import Person

_TEXT_IN_LISTS = 400
# `$1` is the viewer's id in every query that uses these, 0 for nobody.
_ALWAYS = (
    f"c.id, c.activity, c.kind, c.title, {AUTHOR_COLUMNS}, c.official, c.language, c.state, c.channel, c.created_at, "
    "c.published_at, c.updated_at, c.version, c.area, c.address, c.latitude, c.longitude, c.files, c.support_count, "
    "c.oppose_count, c.comment_count, c.root, c.parent, c.merged_into, c.assignee, c.author = $1 AS mine, "
    "'/projects/' || pr.slug || '/' || a.slug || '/' || coalesce(c.root::text || '#comment-', '') || c.id AS url, "
    "s.key AS status_key, s.id AS status_id, s.names AS status_names, s.kind AS status_kind, s.colour AS status_colour, "
    "(SELECT r.value FROM reaction r WHERE r.contribution = c.id AND r.person = $1) AS my_reaction, "
    "(SELECT jsonb_agg(jsonb_build_array(t.id, t.key, t.names, t.descriptions, t.icon) ORDER BY t.position, t.id) "
    "FROM contribution_topic ct JOIN topic t ON t.id = ct.topic WHERE ct.contribution = c.id) AS topics"
)
CARD_COLUMNS = f"{_ALWAYS}, left(c.text, {_TEXT_IN_LISTS}) AS text"
PAGE_COLUMNS = (
    f"{_ALWAYS}, c.body, c.text, c.answers, c.form_version, "
    "(SELECT o.state FROM contribution o WHERE o.id = c.root) AS root_state, "
    "(SELECT q.name FROM person q WHERE q.id = c.assignee) AS assignee_name, "
    "EXISTS (SELECT 1 FROM follow f WHERE f.person = $1 AND f.subject = 'contribution' AND f.subject_id = c.id) "
    "AS following, "
    "(SELECT jsonb_agg(jsonb_build_array(ch.status, ch.answer, b.name, ch.at, st.key, st.names, st.kind, st.colour) "
    "ORDER BY ch.at, ch.id) FROM status_change ch LEFT JOIN status st ON st.id = ch.status "
    "LEFT JOIN person b ON b.id = ch.by WHERE ch.contribution = c.id) AS official_answers"
)
JOINS = f"{AUTHOR_JOINS} JOIN project pr ON pr.id = a.project LEFT JOIN status s ON s.id = c.status"


def viewer_id(viewer: Person | None) -> int:
    return viewer.id if viewer else 0


def contribution_from(row: Mapping[str, Any], viewer: Person | None) -> Contribution:
    staff = may_see_names(viewer, row["project"])
    return Contribution(
        id=row["id"],
        activity_id=row["activity"],
        kind=row["kind"],
        url=row["url"],
        title=row["title"],
        body=row.get("body", ""),
        text=row["text"],
        author=author_of(row, viewer),
        anonymous=row["anonymous"],
        official=row["official"],
        language=row["language"],
        state=State(row["state"]),
        channel=row["channel"],
        created_at=row["created_at"],
        published_at=row["published_at"],
        updated_at=row["updated_at"],
        version=row["version"],
        status=_status(row),
        topics=tuple(topic_from(*each) for each in row["topics"] or ()),
        area=row["area"],
        address=row["address"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        files=tuple(row["files"]),
        counts=Counts(row["support_count"], row["oppose_count"], row["comment_count"]),
        my_reaction=row["my_reaction"] or 0,
        mine=bool(row["mine"]),
        root_id=row["root"],
        parent_id=row["parent"],
        merged_into=row["merged_into"],
        answers=row.get("answers") or {},
        form_version=row.get("form_version"),
        following=row.get("following", False),
        assignee_id=row["assignee"] if staff else None,
        assignee_name=(row.get("assignee_name") or "") if staff else "",
        official_answers=tuple(_answer(each) for each in row.get("official_answers") or ()),
    )


def topic_from(id_: int, key: str, names: Any, descriptions: Any, icon: str) -> Topic:
    return Topic(id_, key, Localized.of(names), Localized.of(descriptions), icon)


def _status(row: Mapping[str, Any]) -> Status | None:
    if row["status_id"] is None:
        return None
    return Status(
        row["status_id"],
        row["status_key"],
        Localized.of(row["status_names"]),
        row["status_kind"],
        row["status_colour"],
    )


def _answer(found: list[Any]) -> OfficialAnswer:
    status_id, html, name, at, key, names, kind, colour = found
    status = Status(status_id, key, Localized.of(names), kind, colour) if key else None
    return OfficialAnswer(status, html, name or _("The municipality"), datetime.fromisoformat(at))
