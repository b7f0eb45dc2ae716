"""Where staff make the agenda of a workshop."""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Localized,
    LocalizedText,
    Number,
    Page,
    Place,
    Refused,
    Visit,
    YesNo,
    _,
    bind,
    get,
    page,
    post,
    redirect,
    steps_of,
)
from plugins.workshops.about import about, meeting_here, step_here
from plugins.workshops.meeting import Meeting
from plugins.workshops.steps import (
    GROUPINGS,
    KINDS,
    Step,
    add_step,
    change_step,
    move_step,
    remove_step,
    steps_of_meeting,
)

_STEPS = "/manage/meetings/{meeting_id:int}/steps"
_ONE = _STEPS + "/{step_id:int}"


class StepForm(msgspec.Struct, kw_only=True):
    kind: Annotated[str, Choice(label=_("What happens in this step?"), options=tuple(KINDS.items()))]
    title: Annotated[Localized, LocalizedText(label=_("Heading or question"), max=160)]
    text: Annotated[
        Localized,
        LocalizedText(
            label=_("More words below it"),
            help=_("What people should do or know. Links are shown as links."),
            required=False,
            long=True,
            max=3_000,
        ),
    ] = Localized()
    options: Annotated[
        Localized,
        LocalizedText(
            label=_("Options"),
            help=_("One on each line, the same order in each language."),
            required=False,
            long=True,
            max=3_000,
            show_if=("kind", ("poll", "ranking")),
        ),
    ] = Localized()
    many: Annotated[
        bool,
        YesNo(
            label=_("More room to answer"),
            help=_("Poll: several options can be chosen. Collecting: sentences, not single words."),
            show_if=("kind", ("poll", "collect")),
        ),
    ] = False
    grouping: Annotated[
        str,
        Choice(
            label=_("How groups are made"), options=tuple(GROUPINGS.items()), show_if=("kind", ("groups",))
        ),
    ] = "random"
    groups: Annotated[
        int, Number(label=_("How many groups"), min=2, max=60, show_if=("kind", ("groups",)))
    ] = 4
    minutes: Annotated[
        int, Number(label=_("Minutes planned"), help=_("0 means no time is shown."), min=0, max=480)
    ] = 0


@get(_STEPS, action="workshops.lead", at="activity")
async def show_steps(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return page(
        "workshops/steps.html",
        agenda=await steps_of_meeting(meeting.id),
        form=bind(StepForm, locales=visit.site.languages),
        **about(place, meeting),
    )


@get(_STEPS + "/new", action="workshops.lead", at="activity")
async def new_step(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    wanted = visit.query.get("kind", "")
    initial = {"kind": wanted if wanted in KINDS else "questions"}
    return _page(place, meeting, bind(StepForm, initial=initial, locales=visit.site.languages))


@post(_STEPS + "/new", action="workshops.lead", at="activity")
async def save_new_step(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    form = bind(StepForm, await visit.body(), locales=visit.site.languages)
    if form.ok:
        try:
            await add_step(meeting=meeting, given=form.values)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{place.url}/manage/meetings/{meeting.id}/steps", toast=_("The step is added."))
    return _page(place, meeting, form, status=422)


@get(_ONE, action="workshops.lead", at="activity")
async def edit_step(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    names = (field.name for field in msgspec.structs.fields(StepForm))
    initial = {name: getattr(step, name) for name in names}
    return _page(place, meeting, bind(StepForm, initial=initial, locales=visit.site.languages), step)


@post(_ONE, action="workshops.lead", at="activity")
async def save_step(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    form = bind(StepForm, await visit.body(), locales=visit.site.languages)
    if form.ok:
        try:
            await change_step(meeting=meeting, step=step, given=form.values)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{place.url}/manage/meetings/{meeting.id}/steps", toast=_("Saved."))
    return _page(place, meeting, form, step, status=422)


@post(_ONE + "/move", action="workshops.lead", at="activity")
async def move(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    step = await step_here(meeting, step_id)
    await move_step(meeting=meeting, step=step, by=await steps_of(visit))
    return redirect(f"{place.url}/manage/meetings/{meeting.id}/steps#step-{step.id}")


@post(_ONE + "/remove", action="workshops.lead", at="activity")
async def remove(visit: Visit, place: Place, meeting_id: int, step_id: int) -> Answer:  # noqa: ARG001
    meeting = await meeting_here(place, meeting_id)
    await remove_step(meeting=meeting, step=await step_here(meeting, step_id))
    return redirect(f"{place.url}/manage/meetings/{meeting.id}/steps", toast=_("The step is removed."))


def _page(
    place: Place, meeting: Meeting, form: Bound[StepForm], step: Step | None = None, status: int = 200
) -> Page:
    return page("workshops/step.html", status=status, form=form, step=step, **about(place, meeting))
