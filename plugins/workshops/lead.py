"""The facilitator's desk: one button for the next step, and what the room answers."""

from core.sdk import Answer, Place, Refused, Visit, _, get, page, post, redirect
from plugins.workshops.about import about, id_of, meeting_here, person_of, sent, step_here
from plugins.workshops.leading import finish, go_on, go_to, mark_answered, set_shown, set_taking
from plugins.workshops.meeting import Meeting
from plugins.workshops.registering import counts_of
from plugins.workshops.results import Result, result_of
from plugins.workshops.steps import steps_of_meeting
from plugins.workshops.video import video_of

_LEAD = "/manage/meetings/{meeting_id:int}/lead"


@get(_LEAD, action="workshops.lead", at="activity")
async def show_desk(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    agenda = await steps_of_meeting(meeting.id)
    step = next((each for each in agenda if each.id == meeting.current), None)
    result = await result_of(step) if step else Result()
    return page(
        "workshops/lead.html",
        block="desk",
        agenda=agenda,
        step=step,
        at=agenda.index(step) if step else -1,
        result=result,
        has_video=video_of(meeting, visit.site) is not None,
        counts=(await counts_of([meeting.id]))[meeting.id],
        **about(place, meeting),
    )


@post(_LEAD, action="workshops.lead", at="activity")
async def lead(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    back = f"{place.url}/manage/meetings/{meeting.id}/lead"
    try:
        await _do(visit, meeting)
    except Refused as refused:
        return redirect(back, toast=refused.message, done=False)
    if await sent(visit, "do") == "finish":
        after = _("The workshop is finished. Here you write the minutes.")
        return redirect(f"{place.url}/manage/meetings/{meeting.id}/after", toast=after)
    return redirect(back)


async def _do(visit: Visit, meeting: Meeting) -> None:
    deed, by = await sent(visit, "do"), person_of(visit)
    step_id = id_of(await sent(visit, "step"))
    if deed in ("next", "back"):
        await go_on(meeting=meeting, by=by, steps=1 if deed == "next" else -1)
    elif deed == "finish":
        await finish(meeting=meeting, by=by)
    elif deed in ("answered", "unanswered") and (said := id_of(await sent(visit, "said"))) is not None:
        await mark_answered(meeting=meeting, contribution_id=said, on=deed == "answered")
    elif step_id is not None:
        step = await step_here(meeting, step_id)
        if deed == "go":
            await go_to(meeting=meeting, step=step, by=by)
        elif deed in ("take", "close"):
            await set_taking(meeting=meeting, step=step, on=deed == "take")
        elif deed in ("show", "hide"):
            await set_shown(meeting=meeting, step=step, on=deed == "show")
