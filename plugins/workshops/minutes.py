"""Minutes: drafted from what was collected, published by staff as a text that people can comment on."""

from html import escape

from core.sdk import (
    Content,
    Localized,
    Person,
    Place,
    Refused,
    _,
    clean_html,
    edit_official,
    execute,
    load,
    ngettext,
    row,
    say_datetime,
    submit_official,
)
from plugins.workshops.meeting import Meeting
from plugins.workshops.results import Result, results_of
from plugins.workshops.steps import Step, steps_of_meeting

MOST_LINES = 30


class NoCaptions(Refused):
    field = "captioned"

    def __init__(self) -> None:
        super().__init__(
            _("A recording needs captions, or what was said in writing, so that everyone can follow it.")
        )


class NothingToPublish(Refused):
    field = "minutes"

    def __init__(self) -> None:
        super().__init__(_("Write the minutes before you publish them."))


async def draft_minutes(meeting: Meeting, *, came: int) -> str:
    """Safe HTML in the language that is being spoken: when, who, and each step with what came of it."""
    when = say_datetime(meeting.starts_at)
    parts = [f"<p>{escape(str(_('{title}, {when}.').format(title=meeting.title, when=when)))}</p>"]
    if came:
        said = ngettext("{n} person checked in.", "{n} people checked in.", came).format(n=came)
        parts.append(f"<p>{escape(str(said))}</p>")
    for step, result in await results_of(await steps_of_meeting(meeting.id)):
        parts.append(f"<h2>{escape(str(step.title))}</h2>{_part(step, result)}")
    return clean_html("".join(parts))


async def keep_after(
    *,
    place: Place,
    meeting: Meeting,
    recording: str,
    captioned: bool,
    transcript: str,
    minutes: str,
    files: list[dict[str, object]],
) -> None:
    """What is left of the meeting. A recording that not everyone can follow is refused."""
    kinds = {file["kind"] for file in files}
    if (recording or "recording" in kinds) and not (captioned or transcript or "captions" in kinds):
        raise NoCaptions
    await execute(
        "UPDATE workshops_meeting SET recording = $3, captioned = $4, transcript = $5, minutes = $6, files = $7, "
        "edits = edits + 1 WHERE id = $1 AND activity = $2",
        meeting.id,
        place.here.id,
        recording,
        captioned,
        transcript,
        minutes,
        files,
    )


async def publish_minutes(*, place: Place, meeting: Meeting, by: Person, minutes: str) -> int:
    """The first time a new text of the municipality's, then a new version of it. Its id."""
    if not minutes:
        raise NothingToPublish
    title = str(_("Minutes: {title}").format(title=meeting.title))
    content = Content(title=title[:120], body=minutes)
    if meeting.minutes_id is not None:
        kept = await load(contribution_id=meeting.minutes_id, activity_id=place.here.id, viewer=by)
        if kept is not None:
            await edit_official(
                place=place, contribution_id=kept.id, by=by, content=content, version=kept.version
            )
            return kept.id
    new_id = await submit_official(place=place, kind="minutes", by=by, content=content)
    await execute("UPDATE workshops_meeting SET minutes_id = $2 WHERE id = $1", meeting.id, new_id)
    return new_id


async def title_of(meeting_id: int) -> Localized:
    found = await row("SELECT titles FROM workshops_meeting WHERE id = $1", meeting_id)
    return Localized.of(found["titles"] if found else {})


def _part(step: Step, result: Result) -> str:
    if result.bars:
        return _list([f"{label}: {number:g}" for label, number in result.bars]) + _people(result.n)
    if result.words:
        return _list([f"{word} ({n})" if n > 1 else word for word, n in result.words])
    if step.kind == "groups":
        return "".join(
            f"<h3>{escape(str(_('Group {n}').format(n=group['number'])))}</h3>"
            + _list([note["text"] for note in group["notes"]])
            for group in result.groups
            if group["notes"]
        )
    return _list([_line(each) for each in result.lines[:MOST_LINES]])


def _line(each: dict[str, object]) -> str:
    supports = each["supports"]
    return f"{each['text']} ({supports})" if supports else str(each["text"])


def _people(n: int) -> str:
    return f"<p>{escape(str(ngettext('{n} person answered.', '{n} people answered.', n).format(n=n)))}</p>"


def _list(lines: list[str]) -> str:
    if not lines:
        return f"<p>{escape(str(_('Nothing was written.')))}</p>"
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
