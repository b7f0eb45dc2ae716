"""Where staff plan: the meetings of an activity, and one of them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    DateTime,
    Hidden,
    Localized,
    LocalizedText,
    Number,
    Page,
    Place,
    Refused,
    ShortText,
    Visit,
    _,
    bind,
    get,
    page,
    post,
    redirect,
)
from plugins.workshops.about import about, meeting_here, person_of
from plugins.workshops.meeting import KINDS, Meeting, meetings_of
from plugins.workshops.planning import cancel_meeting, change_meeting, plan_meeting
from plugins.workshops.registering import counts_of
from plugins.workshops.settings import defaults_of

_IN_ROOM, _ONLINE = ("in_person", "hybrid"), ("online", "hybrid")


class MeetingForm(msgspec.Struct, kw_only=True):
    title: Annotated[Localized, LocalizedText(label=_("What the meeting is called"), max=120)]
    kind: Annotated[str, Choice(label=_("How people take part"), options=tuple(KINDS.items()))] = "in_person"
    starts_at: Annotated[datetime, DateTime(label=_("Begins"))]
    ends_at: Annotated[datetime, DateTime(label=_("Ends"))]
    venue: Annotated[
        str, ShortText(label=_("Where"), required=False, max=200, show_if=("kind", _IN_ROOM))
    ] = ""
    address: Annotated[
        str, ShortText(label=_("Address"), required=False, max=200, show_if=("kind", _IN_ROOM))
    ] = ""
    capacity: Annotated[
        int,
        Number(
            label=_("Places in the room"),
            help=_("0 means as many as come. When it is full, people wait in a list."),
            min=0,
            max=100_000,
            show_if=("kind", _IN_ROOM),
        ),
    ] = 0
    online_capacity: Annotated[
        int,
        Number(
            label=_("Places online"),
            help=_("0 means as many as come."),
            min=0,
            max=100_000,
            show_if=("kind", _ONLINE),
        ),
    ] = 0
    video: Annotated[
        str,
        ShortText(
            label=_("Link to the video meeting"),
            help=_(
                "Empty: a room on your own video server, where the place has one. A workshop works without video, too."
            ),
            required=False,
            max=500,
            show_if=("kind", _ONLINE),
        ),
    ] = ""
    closes_at: Annotated[datetime | None, DateTime(label=_("Last moment to sign up"), required=False)] = None
    intro: Annotated[
        Localized,
        LocalizedText(label=_("What it is about"), max=3_000, long=True, required=False),
    ] = Localized()
    programme: Annotated[
        Localized,
        LocalizedText(
            label=_("Programme"),
            help=_("One item on each line, for example “18:00 Welcome”."),
            max=3_000,
            long=True,
            required=False,
        ),
    ] = Localized()
    access: Annotated[
        Localized,
        LocalizedText(
            label=_("How to get in and take part"),
            help=_("Step-free entrance, hearing loop, interpreter, captions, quiet room, how to get there."),
            max=2_000,
            long=True,
            required=False,
        ),
    ] = Localized()
    version: Annotated[str, Hidden(required=False)] = ""


@get("/manage", action="workshops.lead", at="activity")
async def show_plan(visit: Visit, place: Place) -> Answer:
    found = await meetings_of(activity_id=place.here.id)
    return page(
        "workshops/manage.html",
        meetings=found,
        counts=await counts_of([each.id for each in found]),
        may_plan=bool(visit.can("workshops.manage")),
        **about(place),
    )


@get("/manage/new", action="workshops.manage", at="activity")
async def new_meeting(visit: Visit, place: Place) -> Answer:
    return _page(visit, place, _bind(visit))


@post("/manage/new", action="workshops.manage", at="activity")
async def save_new(visit: Visit, place: Place) -> Answer:
    form = bind(MeetingForm, await visit.body(), locales=visit.site.languages)
    if form.ok:
        try:
            new_id = await plan_meeting(place=place, by=person_of(visit), given=form.values)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(
                f"{place.url}/manage/meetings/{new_id}/steps", toast=_("Saved. Now you can make the agenda.")
            )
    return _page(visit, place, form, status=422)


@get("/manage/meetings/{meeting_id:int}", action="workshops.manage", at="activity")
async def edit_meeting(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return _page(visit, place, _bind(visit, meeting), meeting)


@post("/manage/meetings/{meeting_id:int}", action="workshops.manage", at="activity")
async def save_meeting(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    form = bind(MeetingForm, await visit.body(), locales=visit.site.languages)
    if form.ok:
        try:
            await change_meeting(place=place, meeting=meeting, given=form.values, version=form.values.version)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{place.url}/manage", toast=_("Saved."))
    return _page(visit, place, form, meeting, status=422)


@get("/manage/meetings/{meeting_id:int}/cancel", action="workshops.manage", at="activity")
async def ask_cancel(visit: Visit, place: Place, meeting_id: int) -> Answer:  # noqa: ARG001 - every handler has it
    meeting = await meeting_here(place, meeting_id)
    return page(
        "workshops/cancel.html", counts=(await counts_of([meeting.id]))[meeting.id], **about(place, meeting)
    )


@post("/manage/meetings/{meeting_id:int}/cancel", action="workshops.manage", at="activity")
async def call_off(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    await cancel_meeting(place=place, meeting=meeting, by=person_of(visit))
    return redirect(f"{place.url}/manage", toast=_("It is called off. Those who signed up are told."))


def _bind(visit: Visit, meeting: Meeting | None = None) -> Bound[MeetingForm]:
    initial: dict[str, Any] = {}
    if meeting is not None:
        names = (field.name for field in msgspec.structs.fields(MeetingForm) if field.name != "version")
        initial = {name: getattr(meeting, name) for name in names} | {"version": str(meeting.edits)}
    return bind(MeetingForm, initial=initial, locales=visit.site.languages)


def _page(
    visit: Visit,
    place: Place,
    form: Bound[MeetingForm],
    meeting: Meeting | None = None,
    status: int = 200,
) -> Page:
    server = bool(defaults_of(visit.site).video_server)
    return page("workshops/edit.html", status=status, form=form, has_server=server, **about(place, meeting))
