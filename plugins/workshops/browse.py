"""What residents see first: the meetings of an activity, one meeting, its calendar file."""

from core.sdk import Answer, Data, NotFound, Place, Visit, _, get, load, page, post, redirect, slugify
from plugins.workshops.about import about, meeting_here, person_of
from plugins.workshops.calendar_file import calendar_file
from plugins.workshops.meeting import CANCELLED, FINISHED, meetings_of
from plugins.workshops.registering import counts_of, registration_of
from plugins.workshops.said import said_page, take_back
from plugins.workshops.steps import steps_of_meeting
from plugins.workshops.video import video_of


@get("/", action="workshops.view", at="activity", keep=True)
async def show_meetings(visit: Visit, place: Place) -> Answer:
    found = await meetings_of(activity_id=place.here.id)
    over = [each for each in found if each.state in (FINISHED, CANCELLED) or each.ends_at < visit.now]
    return page(
        "workshops/list.html",
        coming=[each for each in found if each not in over],
        over=list(reversed(over)),
        counts=await counts_of([each.id for each in found]),
        **about(place),
    )


@get("/meetings/{meeting_id:int}", action="workshops.view", at="activity", keep=True)
async def show_meeting(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    minutes = None
    if meeting.minutes_id is not None:
        minutes = await load(
            contribution_id=meeting.minutes_id, activity_id=place.here.id, viewer=visit.person
        )
    return page(
        "workshops/meeting.html",
        mine=await registration_of(meeting_id=meeting.id, person=visit.person),
        counts=(await counts_of([meeting.id]))[meeting.id],
        agenda=await steps_of_meeting(meeting.id),
        has_video=video_of(meeting, visit.site) is not None,
        takes_names=meeting.takes_names(visit.now),
        may_register=visit.can("workshops.register"),
        minutes=minutes,
        **about(place, meeting),
    )


@get("/meetings/{meeting_id:int}.ics", action="workshops.view", at="activity")
async def show_calendar_file(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    url = str(visit.request.url.with_replacements(path=f"{place.url}/meetings/{meeting.id}", query=""))
    content = calendar_file(meeting, url=url, host=visit.tenant.hosts[0])
    name = slugify(str(meeting.title), fallback="meeting")
    disposition = {"content-disposition": f'attachment; filename="{name}.ics"'}
    return Data(content, "text/calendar; charset=utf-8", headers=disposition)


@get("/{said_id:int}", action="workshops.view", at="activity", keep=True)
async def show_said(visit: Visit, place: Place, said_id: int) -> Answer:
    answer = await said_page(visit, place, said_id)
    if answer is None:
        raise NotFound
    return answer


@post("/{said_id:int}/withdraw", action="account.own", at="activity")
async def withdraw_said(visit: Visit, place: Place, said_id: int) -> Answer:
    if not await take_back(place=place, said_id=said_id, person=person_of(visit)):
        raise NotFound
    return redirect(place.url, toast=_("It is taken back. Nobody sees it any more."))
