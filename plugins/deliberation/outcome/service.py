"""The common statement of an activity. A draft is the staff's own; published, it is a contribution that people endorse."""

from dataclasses import dataclass

from core.sdk import (
    Content,
    Contribution,
    Counts,
    Person,
    Place,
    Refused,
    _,
    check_version,
    clean_html,
    clean_line,
    execute,
    load,
    react,
    row,
    set_status,
    submit_official,
    value,
    withdraw_official,
)

COMMON = "common"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`contribution` is None while it is a draft."""

    title: str
    body: str
    version: int
    contribution: Contribution | None = None


class NothingToPublish(Refused):
    field = "body"

    def __init__(self) -> None:
        super().__init__(_("Write the common statement before you publish it."))


class Endorsed(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "People may have endorsed these words. Take the statement back to a draft before you change it."
            )
        )


async def load_outcome(
    *, place: Place, viewer: Person | None = None, published: bool = False
) -> Outcome | None:
    """`published`: None while nothing is out."""
    found = await row(
        "SELECT title, body, version, contribution FROM deliberation_outcome WHERE activity = $1",
        place.here.id,
    )
    if found is None:
        return None
    shown = None
    if found["contribution"] is not None:
        shown = await load(contribution_id=found["contribution"], activity_id=place.here.id, viewer=viewer)
    if published and shown is None:
        return None
    return Outcome(found["title"], found["body"], found["version"], shown)


async def save_outcome(*, place: Place, by: Person, title: str, body: str, version: str) -> None:
    """Keep the draft. Raises StaleForm, and Endorsed where it is out: people stand behind those words."""
    kept = await row(
        "SELECT version, contribution FROM deliberation_outcome WHERE activity = $1 FOR NO KEY UPDATE",
        place.here.id,
    )
    if kept and kept["contribution"]:
        raise Endorsed
    check_version(current=kept["version"] if kept else 0, sent=version)
    title, body = clean_line(title)[:200], clean_html(body)
    await execute(
        "INSERT INTO deliberation_outcome (activity, title, body, by) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (activity) DO UPDATE SET title = $2, body = $3, by = $4, changed_at = now(), "
        "version = deliberation_outcome.version + 1",
        place.here.id,
        title,
        body,
        by.id,
    )


async def publish_outcome(*, place: Place, by: Person) -> int:
    """From now on people read and endorse it. Raises NothingToPublish."""
    found = await row(
        "SELECT title, body, contribution FROM deliberation_outcome WHERE activity = $1 FOR NO KEY UPDATE",
        place.here.id,
    )
    if found is None or not found["title"] or not found["body"]:
        raise NothingToPublish
    if found["contribution"] is not None:
        return int(found["contribution"])
    content = Content(title=found["title"], body=found["body"])
    new_id = await submit_official(place=place, kind=COMMON, by=by, content=content)
    await execute(
        "UPDATE deliberation_outcome SET contribution = $2 WHERE activity = $1", place.here.id, new_id
    )
    return new_id


async def unpublish_outcome(*, place: Place, by: Person) -> None:
    """Take it back to a draft. Endorsements were of that text, and go with it."""
    found = await value(
        "SELECT contribution FROM deliberation_outcome WHERE activity = $1 FOR NO KEY UPDATE", place.here.id
    )
    if found is not None:
        await withdraw_official(place=place, contribution_id=found, by=by)
        await execute(
            "UPDATE deliberation_outcome SET contribution = NULL WHERE activity = $1", place.here.id
        )


async def endorse(*, place: Place, person: Person, outcome: Outcome, yes: bool) -> Counts | None:
    """Stand behind it, or no longer. The same twice changes nothing."""
    if outcome.contribution is None:
        return None
    return await react(
        place=place,
        contribution_id=outcome.contribution.id,
        person=person,
        value=1 if yes else 0,
        action="endorse",
    )


async def answer_outcome(*, place: Place, by: Person, outcome: Outcome, status_id: int, html: str) -> int:
    """The municipality's answer; how many were told."""
    if outcome.contribution is None:
        raise NothingToPublish
    return await set_status(
        place=place, contribution_id=outcome.contribution.id, status_id=status_id, by=by, answer=html
    )
