"""One decision about one contribution: what happens to it, who is told, and the record."""

from enum import StrEnum

from core.audit import note
from core.contributions.model import State
from core.contributions.moderating import change_state, settle_flags
from core.contributions.refusals import Gone
from core.db import execute, row
from core.i18n import Text, _
from core.messages import notify
from core.people import Person
from core.projects.place import Place
from core.tenancy import site
from core.text import Refused, excerpt


class Decision(StrEnum):
    KEEP = "keep"
    HIDE = "hide"
    REMOVE = "remove"
    RESTORE = "restore"


REASONS = {
    "hateful": _("It attacks or threatens somebody"),
    "private": _("It tells something private about a person"),
    "spam": _("It is advertising, or the same again and again"),
    "off_topic": _("It does not belong here"),
    "illegal": _("It is against the law"),
    "other": _("Something else"),
}
_BECOMES = {Decision.HIDE: State.HIDDEN, Decision.REMOVE: State.REMOVED, Decision.RESTORE: State.PUBLISHED}
_NEEDS_REASON = (Decision.HIDE, Decision.REMOVE)
_EXCERPT = 200


class ReasonMissing(Refused):
    field = "reason"

    def __init__(self) -> None:
        super().__init__(_("Choose why. The author is told."))


async def decide(
    *, place: Place, contribution_id: int, decision: Decision, by: Person, reason: str = "", text: str = ""
) -> None:
    """Keep, hide, remove or restore. The flags are settled, the author is told the reason and how to complain."""
    if decision in _NEEDS_REASON and reason not in REASONS:
        raise ReasonMissing
    found = await row(
        "SELECT author, title, text, state, root FROM contribution WHERE id = $1 AND activity = $2 "
        "AND state <> 'draft' FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None:
        raise Gone
    was = State(found["state"])
    to = State.PUBLISHED if decision is Decision.KEEP and was is State.WAITING else _BECOMES.get(decision)
    if to is not None:
        await change_state(place=place, contribution_id=contribution_id, to=to, by=by)
    await settle_flags(contribution_id=contribution_id)
    words = excerpt(found["title"] or found["text"], _EXCERPT)
    await _write_down(contribution_id, decision, reason, text, words, was, by)
    if found["author"] is not None and found["author"] != by.id and to is not None and to is not was:
        url = f"{place.url}/{found['root'] or contribution_id}"
        await _tell_author(found["author"], decision, words, reason=reason, text=text, url=url)


async def _write_down(
    contribution_id: int, decision: Decision, reason: str, text: str, words: str, was: State, by: Person
) -> None:
    await execute(
        "INSERT INTO moderation_decision (contribution, decision, reason, text, excerpt, was, by) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        contribution_id,
        decision,
        reason,
        text,
        words,
        was,
        by.id,
    )
    await note(
        action=f"moderation.{decision}",
        subject="contribution",
        subject_id=contribution_id,
        details={"reason": reason, "was": was.value},
        by=by,
    )


async def _tell_author(
    author: int, decision: Decision, words: str, *, reason: str, text: str, url: str
) -> None:
    titles = {
        Decision.HIDE: _("“{title}” is hidden"),
        Decision.REMOVE: _("“{title}” is removed"),
        Decision.RESTORE: _("“{title}” is shown again"),
        Decision.KEEP: _("“{title}” is published"),
    }
    body: Text | str = ""
    if decision in _NEEDS_REASON:
        body = _(
            "Why: {reason}. {text} If you think this is wrong, write to {contact}, and somebody else looks at it again."
        ).format(
            reason=REASONS[reason], text=text, contact=(await site()).contact_email or _("the municipality")
        )
    await notify(
        person_ids=[author], kind="moderation", title=titles[decision].format(title=words), body=body, url=url
    )
