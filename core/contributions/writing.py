"""Writing, changing and taking back a contribution: what its author does."""

from dataclasses import dataclass
from typing import Any

from core.contributions.again import wait_again
from core.contributions.language import guess_language
from core.contributions.model import Content, State
from core.contributions.refusals import Gone, NothingWritten, NotYours, TooLong
from core.contributions.screening import screen
from core.contributions.showing import show_files
from core.contributions.telling import happened, log, tell_moderators
from core.db import execute, row, value
from core.forms import check_version
from core.participation import Channel
from core.people import Person
from core.projects.place import Place
from core.text import clean_html, clean_line, plain_text

TITLE_MAX = 200
BODY_MAX = 50_000
_FIRST_STATUS = "(SELECT id FROM status ORDER BY position, id LIMIT 1)"


@dataclass(frozen=True, slots=True)
class Written:
    """Content made safe and tidy."""

    title: str
    body: str
    text: str
    language: str


async def submit(  # noqa: PLR0913 - each by name, most with a default
    *,
    place: Place,
    kind: str,
    author: Person,
    content: Content,
    draft: bool = False,
    look_first: bool = False,
    channel: Channel = Channel.WEB,
    action: str = "submit",
    with_status: bool = True,
) -> int:
    """Keep a contribution and publish it, unless it is a draft or staff want to look first. The new id."""
    written = tidy(content, may_be_empty=draft)
    state = State.DRAFT if draft else State.PUBLISHED
    new_id: int = await value(
        "INSERT INTO contribution (activity, kind, author, anonymous, title, body, text, language, state, channel, "
        "status, area, address, latitude, longitude, answers, form_version, files) "
        f"SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $18 THEN {_FIRST_STATUS} END, "
        "$11, $12, $13, $14, $15, $16, $17 RETURNING id",
        place.here.id,
        kind,
        author.id,
        content.anonymous,
        written.title,
        written.body,
        written.text,
        written.language,
        state,
        channel,
        content.area[:60],
        clean_line(content.address)[:200],
        *_point(content),
        content.answers,
        content.form_version,
        list(content.files),
        with_status,
    )
    await set_topics(contribution_id=new_id, topics=content.topics)
    if not draft:
        await _publish(place, new_id, author, written, look_first=look_first, channel=channel, action=action)
    return new_id


async def publish_draft(
    *,
    place: Place,
    contribution_id: int,
    author: Person,
    look_first: bool = False,
    action: str = "submit",
) -> State:
    """Publish one's own draft; the state it got."""
    found = await _own(place, contribution_id, author, (State.DRAFT,))
    if not found["text"] and not found["title"]:
        raise NothingWritten
    written = Written(found["title"], found["body"], found["text"], found["language"])
    return await _publish(
        place, contribution_id, author, written, look_first=look_first, channel=Channel.WEB, action=action
    )


async def edit(
    *,
    place: Place,
    contribution_id: int,
    author: Person,
    content: Content,
    version: int | str | None,
    look_first: bool = False,
) -> int:
    """Change one's own; what it said before is kept. Where staff look first, it waits again. The new version.

    Raises StaleForm.
    """
    found = await _own(place, contribution_id, author, (State.DRAFT, State.WAITING, State.PUBLISHED))
    check_version(current=found["version"], sent=version)
    draft = found["state"] == State.DRAFT
    written = tidy(content, may_be_empty=draft)
    if not draft:
        await keep_version(contribution_id=contribution_id, by=author)
    new_version = await change_words(
        contribution_id=contribution_id, written=written, content=content, new=draft
    )
    await set_topics(contribution_id=contribution_id, topics=content.topics)
    await _show_as(found, content)
    if not draft:
        words = f"{written.title} {written.text}"
        waits = await screen(contribution_id=contribution_id, person=author, text=words) or look_first
        if waits and found["state"] == State.PUBLISHED:
            await wait_again(place, contribution_id=contribution_id, text=words)
        await happened("contribution.edited", place, contribution_id, author)
    return new_version


async def change_words(*, contribution_id: int, written: Written, content: Content, new: bool = False) -> int:
    """What it says from now on; a `new` one keeps its version. Which version it is then."""
    new_version: int = await value(
        "UPDATE contribution SET title = $2, body = $3, text = $4, language = $5, area = $6, address = $7, latitude = $8, "
        "longitude = $9, answers = $10, form_version = $11, files = $12, anonymous = $13, updated_at = now(), "
        "version = version + CASE WHEN $14 THEN 0 ELSE 1 END WHERE id = $1 RETURNING version",
        contribution_id,
        written.title,
        written.body,
        written.text,
        written.language,
        content.area[:60],
        clean_line(content.address)[:200],
        *_point(content),
        content.answers,
        content.form_version,
        list(content.files),
        content.anonymous,
        new,
    )
    return new_version


async def withdraw(*, place: Place, contribution_id: int, author: Person) -> None:
    """Take one's own back. A draft is gone; what was published is no longer shown."""
    found = await _own(place, contribution_id, author, (State.DRAFT, State.WAITING, State.PUBLISHED))
    if found["state"] == State.DRAFT:
        await execute("DELETE FROM contribution WHERE id = $1", contribution_id)
        return
    await execute(
        "UPDATE contribution SET state = 'withdrawn', updated_at = now() WHERE id = $1", contribution_id
    )
    await show_files(found["files"], shown=False)
    await happened("contribution.withdrawn", place, contribution_id, author)


async def keep_version(*, contribution_id: int, by: Person) -> None:
    """Remember what it says now, before it is changed."""
    await execute(
        "INSERT INTO contribution_version (contribution, version, title, body, changed_by) "
        "SELECT id, version, title, body, $2 FROM contribution WHERE id = $1",
        contribution_id,
        by.id,
    )


async def set_topics(*, contribution_id: int, topics: tuple[int, ...]) -> None:
    """Exactly these topics; ids that are no topics are passed over."""
    await execute(
        "WITH gone AS (DELETE FROM contribution_topic WHERE contribution = $1 AND topic <> ALL ($2::bigint[])) "
        "INSERT INTO contribution_topic (contribution, topic) SELECT $1, t.id FROM topic t WHERE t.id = ANY ($2) "
        "ON CONFLICT DO NOTHING",
        contribution_id,
        list(topics),
    )


def tidy(content: Content, *, may_be_empty: bool = False) -> Written:
    """Raises NothingWritten or TooLong."""
    title = clean_line(content.title)
    body = clean_html(content.body)
    text = plain_text(body)
    if not (title or text or may_be_empty):
        raise NothingWritten
    if len(title) > TITLE_MAX:
        raise TooLong(TITLE_MAX)
    if len(text) > BODY_MAX:
        raise TooLong(BODY_MAX)
    return Written(title, body, text, guess_language(f"{title} {text}"))


async def _publish(
    place: Place,
    contribution_id: int,
    author: Person,
    written: Written,
    *,
    look_first: bool,
    channel: Channel,
    action: str,
) -> State:
    waits = await screen(
        contribution_id=contribution_id, person=author, text=f"{written.title} {written.text}"
    )
    state = State.WAITING if waits or look_first else State.PUBLISHED
    files = await value(
        "UPDATE contribution SET state = $2, published_at = now(), updated_at = now() WHERE id = $1 RETURNING files",
        contribution_id,
        state,
    )
    await show_files(files, shown=state is State.PUBLISHED)
    await log(place, action, author, contribution_id, channel)
    if state is State.PUBLISHED:
        await happened("contribution.submitted", place, contribution_id, author)
    else:
        words = written.title or written.text
        await tell_moderators(place, contribution_id=contribution_id, text=words, waits=True)
    return state


async def _show_as(was: dict[str, Any], content: Content) -> None:
    """What was taken away is shown no longer; what is new, as the rest."""
    kept = {file.get("key") for file in content.files}
    await show_files((file for file in was["files"] if file.get("key") not in kept), shown=False)
    await show_files(content.files, shown=was["state"] == State.PUBLISHED)


async def _own(
    place: Place, contribution_id: int, author: Person, states: tuple[State, ...]
) -> dict[str, Any]:
    found = await row(
        "SELECT author, state, title, body, text, language, version, files FROM contribution "
        "WHERE id = $1 AND activity = $2 FOR NO KEY UPDATE",
        contribution_id,
        place.here.id,
    )
    if found is None or found["state"] not in states:
        raise Gone
    if found["author"] != author.id:
        raise NotYours
    return found


def _point(content: Content) -> tuple[float | None, float | None]:
    return content.location if content.location is not None else (None, None)
