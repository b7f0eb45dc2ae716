"""What people send from the room. A script gets 204; who has none is led back to the room."""

from typing import Any

from core.sdk import Answer, Bound, Data, Place, Refused, Text, Visit, _, post, redirect
from plugins.workshops.about import id_of, meeting_here, person_of, sent, step_here
from plugins.workshops.answering import NotNow, OnePerPlace, choose, join_group, say, support
from plugins.workshops.meeting import FINISHED, Meeting
from plugins.workshops.room import room_page
from plugins.workshops.step_forms import choices_of, step_form
from plugins.workshops.steps import Step

_STEP = "/meetings/{meeting_id:int}/steps/{step_id:int}"


@post(_STEP + "/answer", action="workshops.answer", at="activity")
async def send_answer(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    form = step_form(step, await visit.body())
    if form.ok:
        try:
            await _take(visit, place, meeting, step, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _done(visit, place, meeting, step, _("It is sent. Thank you!"))
    return await room_page(visit, place, meeting, form=form, status=422)


@post(_STEP + "/support/{said_id:int}", action="workshops.support", at="activity")
async def send_support(visit: Visit, place: Place, meeting_id: int, step_id: int, said_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    try:
        await support(
            place=place, meeting=meeting, step=step, person=person_of(visit), contribution_id=said_id
        )
    except Refused as refused:
        form = step_form(step)
        form.refuse(refused.message)
        return await room_page(visit, place, meeting, form=form, status=422)
    return _done(visit, place, meeting, step, _("Your support is counted."))


@post(_STEP + "/group", action="workshops.answer", at="activity")
async def find_group(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    number = id_of(await sent(visit, "number"))
    try:
        group_id = await join_group(
            place=place, meeting=meeting, step=step, person=person_of(visit), number=number
        )
    except Refused as refused:
        form = step_form(step)
        form.refuse(refused.message)
        return await room_page(visit, place, meeting, form=form, status=422)
    return redirect(f"{place.url}/meetings/{meeting.id}/groups/{group_id}")


async def _take(visit: Visit, place: Place, meeting: Meeting, step: Step, form: Bound[Any]) -> None:
    person = person_of(visit)
    if step.kind in ("questions", "collect"):
        await say(
            place=place,
            meeting=meeting,
            step=step,
            person=person,
            text=form.values.text,
            once=form.values.once,
        )
        return
    if step.kind not in ("poll", "ranking"):  # a step to listen to, or one that is answered in groups
        raise NotNow
    choices = choices_of(step, form, await visit.body())
    if step.kind == "ranking" and not choices:
        raise OnePerPlace
    await choose(place=place, meeting=meeting, step=step, person=person, choices=choices)


def _done(visit: Visit, place: Place, meeting: Meeting, step: Step, said: Text) -> Answer:
    if visit.wants_fragment:
        return Data(b"", "text/plain", status=204)
    query = f"?step={step.id}" if meeting.state == FINISHED else ""
    return redirect(f"{place.url}/meetings/{meeting.id}/room{query}#step", toast=said)
