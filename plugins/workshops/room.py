"""The room: what everybody sees now, each one's own part, and the stream that says when it changes."""

import hashlib
from typing import Any

from core.sdk import (
    Access,
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Redirect,
    Visit,
    get,
    live_stream,
    page,
)
from plugins.workshops.about import about, id_of, meeting_here
from plugins.workshops.answering import group_of, own_answers, own_supports, takes_answers
from plugins.workshops.meeting import FINISHED, LIVE, Meeting
from plugins.workshops.results import Result, result_of, results_of
from plugins.workshops.step_forms import step_form
from plugins.workshops.steps import Step, steps_of_meeting
from plugins.workshops.video import video_of


@get("/meetings/{meeting_id:int}/room", action="workshops.view", at="activity")
async def show_room(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return await room_page(visit, place, meeting)


@get("/meetings/{meeting_id:int}/now", action="workshops.view", at="activity", keep=True)
async def show_now(visit: Visit, place: Place, meeting_id: int) -> Answer:
    """The part that is the same for all; kept in memory for those who ask without a session, as the room's script does."""
    meeting = await meeting_here(place, meeting_id)
    return page("workshops/now.html", **await _now(visit, place, meeting))


@get("/meetings/{meeting_id:int}/own", action="workshops.view", at="activity")
async def show_own(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = step_now(visit, meeting, await steps_of_meeting(meeting.id))
    return page("workshops/own.html", step=step, own=await _own(visit, step), **about(place, meeting))


@get("/meetings/{meeting_id:int}/events", action="workshops.view", at="activity")
async def listen(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return await live_stream(visit, meeting.channel, version=meeting.version)


@get("/meetings/{meeting_id:int}/video", action="workshops.answer", at="activity")
async def enter_video(visit: Visit, place: Place, meeting_id: int) -> Answer:
    """To the video room, with a token of one's own where the server asks for one."""
    meeting = await meeting_here(place, meeting_id)
    video = video_of(meeting, visit.site)
    if video is None:
        raise NotFound
    room = f"group-{number}" if (number := id_of(visit.query.get("group", ""))) else ""
    leads = bool(visit.can("workshops.lead"))
    return Redirect(video.address(person=visit.person, leads=leads, room=room))


async def room_page(
    visit: Visit, place: Place, meeting: Meeting, *, form: Bound[Any] | None = None, status: int = 200
) -> Page:
    context = await _now(visit, place, meeting, form)
    may_answer = visit.can("workshops.answer")
    return page(
        "workshops/room.html",
        status=status,
        own=await _own(visit, context["step"]),
        has_video=video_of(meeting, visit.site) is not None and meeting.state == LIVE,
        may_answer=may_answer,
        may_lead=bool(visit.can("workshops.lead")),
        for_all=_seen_by_all(place),
        query=f"?step={context['step'].id}" if context["step"] and meeting.state == FINISHED else "",
        **context,
    )


def step_now(visit: Visit, meeting: Meeting, agenda: list[Step]) -> Step | None:
    """While it is led, the step of the one who leads; afterwards the one that the address names."""
    if meeting.state == LIVE:
        return next((step for step in agenda if step.id == meeting.current), None)
    if meeting.state != FINISHED:
        return None
    begun = [step for step in agenda if step.begun_at is not None and step.kind != "groups"]
    wanted = id_of(visit.query.get("step", ""))
    return next((step for step in begun if step.id == wanted), begun[0] if begun else None)


async def _now(
    visit: Visit, place: Place, meeting: Meeting, form: Bound[Any] | None = None
) -> dict[str, Any]:
    agenda = await steps_of_meeting(meeting.id)
    step = step_now(visit, meeting, agenda)
    shown = step is not None and (step.shown or step.kind in ("questions", "groups"))
    result = await result_of(step) if step and shown else Result()
    summary = await results_of(agenda) if step and step.kind == "summary" else []
    taking = step is not None and takes_answers(place, meeting, step)
    key = f"{meeting.version}-{result.key}-{[each.key for _step, each in summary]}"
    return {
        "agenda": agenda,
        "step": step,
        "form": form or (step_form(step) if step else None),
        "taking": taking,
        "shown": shown,
        "result": result,
        "summary": summary,
        "results_key": hashlib.sha256(key.encode()).hexdigest()[:16],
        **about(place, meeting),
    }


async def _own(visit: Visit, step: Step | None) -> dict[str, Any]:
    """What concerns this person alone: the own answer, the own group."""
    if step is None or visit.person is None:
        return {"chosen": [], "supports": [], "group": None}
    chosen = await own_answers(step=step, person=visit.person) if step.kind in ("poll", "ranking") else None
    labels = step.labels
    return {
        "chosen": [labels[n] for n in chosen if n < len(labels)] if chosen else [],
        "supports": await own_supports(step=step, person=visit.person) if step.kind == "questions" else [],
        "group": await group_of(step=step, person=visit.person) if step.kind == "groups" else None,
    }


def _seen_by_all(place: Place) -> bool:
    """Could somebody without a session read this? Then the shared part is asked for without one."""
    rule = place.here.rules.get("workshops.view")
    open_rule = rule is None or (rule.who is Access.EVERYONE and not rule.groups and not rule.residents)
    return open_rule and place.project.visibility == "public" and place.project.state == "published"
