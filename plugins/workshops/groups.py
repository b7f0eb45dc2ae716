"""A group's own page: who is in it, and notes that all of them write and see."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    Data,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    get,
    live_stream,
    page,
    post,
    redirect,
    row,
    rows,
)
from plugins.workshops.about import about, meeting_here, person_of, step_here
from plugins.workshops.answering import group_of, say, takes_answers
from plugins.workshops.meeting import Meeting
from plugins.workshops.step_forms import step_form
from plugins.workshops.steps import Step
from plugins.workshops.video import video_of

_GROUP = "/meetings/{meeting_id:int}/groups/{group_id:int}"


@get(_GROUP, action="workshops.view", at="activity")
async def show_group(visit: Visit, place: Place, meeting_id: int, group_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return await _page(visit, place, meeting, group_id)


@get(_GROUP + "/now", action="workshops.view", at="activity")
async def show_group_now(visit: Visit, place: Place, meeting_id: int, group_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return page("workshops/group_now.html", **await _context(visit, place, meeting, group_id))


@get(_GROUP + "/events", action="workshops.view", at="activity")
async def listen_to_group(visit: Visit, place: Place, meeting_id: int, group_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    await _group(meeting, group_id)
    return await live_stream(visit, f"{meeting.channel}-group-{group_id}", version=meeting.version)


@post(_GROUP, action="workshops.answer", at="activity")
async def write_note(visit: Visit, place: Place, meeting_id: int, group_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step, _number = await _group(meeting, group_id)
    mine = await group_of(step=step, person=person_of(visit))
    form = step_form(step, await visit.body())
    if mine is None or mine["id"] != group_id:
        form.refuse(_("Only those who are in this group write here."))
    if form.ok:
        try:
            await say(
                place=place,
                meeting=meeting,
                step=step,
                person=person_of(visit),
                text=form.values.text,
                once=form.values.once,
                group_id=group_id,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            if visit.wants_fragment:
                return Data(b"", "text/plain", status=204)
            return redirect(f"{place.url}/meetings/{meeting.id}/groups/{group_id}#notes")
    return await _page(visit, place, meeting, group_id, form=form, status=422)


async def _page(
    visit: Visit,
    place: Place,
    meeting: Meeting,
    group_id: int,
    *,
    form: Bound[Any] | None = None,
    status: int = 200,
) -> Page:
    context = await _context(visit, place, meeting, group_id)
    return page(
        "workshops/group.html",
        status=status,
        form=form or step_form(context["step"]),
        has_video=video_of(meeting, visit.site) is not None,
        **context,
    )


async def _context(visit: Visit, place: Place, meeting: Meeting, group_id: int) -> dict[str, Any]:
    step, number = await _group(meeting, group_id)
    mine = await group_of(step=step, person=visit.person)
    notes = await rows(
        "SELECT c.id, c.text, c.language, CASE WHEN c.anonymous OR c.author IS NULL THEN '' ELSE p.name END AS author "
        "FROM workshops_said s JOIN contribution c ON c.id = s.contribution LEFT JOIN person p ON p.id = c.author "
        "WHERE s.\"group\" = $1 AND c.state = 'published' ORDER BY c.id",
        group_id,
    )
    members = await rows(
        'SELECT p.name FROM workshops_member m JOIN person p ON p.id = m.person WHERE m."group" = $1 ORDER BY m.id',
        group_id,
    )
    is_mine = mine is not None and mine["id"] == group_id
    return {
        "step": step,
        "group_id": group_id,
        "number_of_group": number,
        "is_mine": is_mine,
        "members": [each["name"] for each in members] if is_mine or visit.can("workshops.lead") else [],
        "how_many": len(members),
        "notes": notes,
        "taking": takes_answers(place, meeting, step) and is_mine,
        **about(place, meeting),
    }


async def _group(meeting: Meeting, group_id: int) -> tuple[Step, int]:
    found = await row(
        "SELECT g.step, g.number FROM workshops_group g JOIN workshops_step t ON t.id = g.step "
        "WHERE g.id = $1 AND t.meeting = $2",
        group_id,
        meeting.id,
    )
    if found is None:
        raise NotFound
    return await step_here(meeting, found["step"]), found["number"]
