"""Who comes, for staff: check in, give a place away, take the list along."""

from collections.abc import AsyncIterator
from typing import Any

from core.sdk import (
    CSV,
    Answer,
    Place,
    Refused,
    Visit,
    _,
    csv_chunks,
    get,
    load_form_version,
    page,
    post,
    redirect,
    say_answers,
    slugify,
    stream,
)
from plugins.workshops.about import about, id_of, meeting_here, sent
from plugins.workshops.meeting import KINDS, Meeting
from plugins.workshops.registering import counts_of, leave, mark_present, people_of

_PEOPLE = "/manage/meetings/{meeting_id:int}/people"
STATES = {"going": _("Comes"), "waiting": _("Waits for a place")}


@get(_PEOPLE, action="workshops.lead", at="activity")
async def show_people(visit: Visit, place: Place, meeting_id: int) -> Answer:  # noqa: ARG001 - every handler has it
    meeting = await meeting_here(place, meeting_id)
    found = await people_of(meeting_id=meeting.id)
    for each in found:
        each["said"] = await _said(each)
    return page(
        "workshops/people.html",
        people=found,
        states=STATES,
        ways=KINDS,
        counts=(await counts_of([meeting.id]))[meeting.id],
        **about(place, meeting),
    )


@post(_PEOPLE, action="workshops.lead", at="activity")
async def do_with_person(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    back = f"{place.url}/manage/meetings/{meeting.id}/people"
    deed, person_id = await sent(visit, "do"), id_of(await sent(visit, "person"))
    known = {each["person"] for each in await people_of(meeting_id=meeting.id)}
    if person_id is None or person_id not in known:
        return redirect(back, toast=_("This person is not signed up any more."), done=False)
    try:
        if deed == "came":
            await mark_present(place=place, meeting=meeting, person_id=person_id)
        elif deed == "remove":
            await leave(place=place, meeting=meeting, person_id=person_id)
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    return redirect(f"{back}#person-{person_id}", toast=_("Saved."))


@get(_PEOPLE + ".csv", action="workshops.lead", at="activity")
async def take_list(visit: Visit, place: Place, meeting_id: int) -> Answer:  # noqa: ARG001 - every handler has it
    meeting = await meeting_here(place, meeting_id)
    columns = (
        ("name", str(_("Name"))),
        ("email", str(_("E-mail"))),
        ("how", str(_("How"))),
        ("state", str(_("Comes"))),
        ("needs", str(_("Needs"))),
        ("answers", str(_("Answers"))),
        ("came_at", str(_("Came"))),
    )
    name = slugify(str(meeting.title), fallback="meeting")
    return stream(csv_chunks(_lines(meeting), columns=columns), filename=f"{name}.csv", media_type=CSV)


async def _lines(meeting: Meeting) -> AsyncIterator[dict[str, Any]]:
    for each in await people_of(meeting_id=meeting.id):
        said = await _said(each)
        yield {**each, "answers": "; ".join(f"{label}: {answer}" for label, answer in said)}


async def _said(each: dict[str, Any]) -> list[tuple[Any, str]]:
    form = await load_form_version(each["form_version"])
    return list(say_answers(form.fields, each["answers"], public_only=False)) if form else []
