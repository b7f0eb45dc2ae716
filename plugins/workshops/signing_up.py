"""Pages where people sign up, give their place back, and say at the door that they have come."""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    BuiltForm,
    Choice,
    LongText,
    Page,
    Place,
    Refused,
    ShortText,
    Visit,
    _,
    bind,
    bind_built,
    get,
    joined,
    load_form,
    page,
    post,
    redirect,
    use_form_version,
)
from plugins.workshops.about import about, meeting_here, person_of
from plugins.workshops.meeting import KINDS, Meeting
from plugins.workshops.registering import GOING, check_in, leave, register, registration_of


class SignUpForm(msgspec.Struct, kw_only=True):
    how: Annotated[str, Choice(label=_("How do you take part?"), required=False)] = ""
    needs: Annotated[
        str,
        LongText(
            label=_("Do you need anything to take part?"),
            help=_("For example an interpreter, a hearing loop or food. Only those who arrange it see this."),
            required=False,
            max=1_000,
        ),
    ] = ""


class CodeForm(msgspec.Struct, kw_only=True):
    code: Annotated[
        str, ShortText(label=_("Code"), help=_("Six letters and digits: see the sign by the door."), max=20)
    ]


class Form:
    """Our own fields, and those that staff added."""

    def __init__(
        self, own: Bound[SignUpForm], extra: Bound[dict[str, object]], built: BuiltForm | None
    ) -> None:
        self.own = own
        self.extra = extra
        self.built = built

    @property
    def ok(self) -> bool:
        return self.own.ok and self.extra.ok


@get("/meetings/{meeting_id:int}/sign-up", action="workshops.register", at="activity")
async def show_sign_up(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    return _page(place, meeting, await _form(visit, place, meeting))


@post("/meetings/{meeting_id:int}/sign-up", action="workshops.register", at="activity")
async def sign_up(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    form = await _form(visit, place, meeting, send=True)
    if not form.ok:
        return _page(place, meeting, form, status=422)
    try:
        state = await _register(visit, place, meeting, form)
    except Refused as refused:
        form.own.refuse(refused)
        return _page(place, meeting, form, status=422)
    said = (
        _("You are signed up. Welcome!")
        if state == GOING
        else _("It is full. You stand on the waiting list, and we tell you when there is a place.")
    )
    return redirect(f"{place.url}/meetings/{meeting.id}", toast=said)


# Who cannot come must be able to say so also when signing up has closed.
@post("/meetings/{meeting_id:int}/leave", action="account.own", at="activity")
async def give_back(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    await leave(place=place, meeting=meeting, person_id=person_of(visit).id)
    return redirect(f"{place.url}/meetings/{meeting.id}", toast=_("You are no longer signed up."))


@get("/meetings/{meeting_id:int}/come", action="account.own", at="activity")
async def show_door(visit: Visit, place: Place, meeting_id: int) -> Answer:  # noqa: ARG001 - every handler has it
    meeting = await meeting_here(place, meeting_id)
    return page("workshops/come.html", form=bind(CodeForm), **about(place, meeting))


@post("/meetings/{meeting_id:int}/come", action="account.own", at="activity")
async def come(visit: Visit, place: Place, meeting_id: int) -> Answer:
    meeting = await meeting_here(place, meeting_id)
    form = bind(CodeForm, await visit.body())
    if form.ok:
        try:
            await check_in(place=place, meeting=meeting, person=person_of(visit), code=form.values.code)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(
                f"{place.url}/meetings/{meeting.id}/room", toast=_("Welcome! Good that you came.")
            )
    return page("workshops/come.html", status=422, form=form, **about(place, meeting))


async def _form(visit: Visit, place: Place, meeting: Meeting, *, send: bool = False) -> Form:
    mine = await registration_of(meeting_id=meeting.id, person=visit.person)
    built = await load_form(place.here.form_id)
    raw = await visit.body() if send else None
    initial = {"how": mine.how if mine else meeting.ways[0], "needs": mine.needs if mine else ""}
    own = bind(SignUpForm, raw, initial=initial, options={"how": [(way, KINDS[way]) for way in meeting.ways]})
    if len(meeting.ways) == 1:
        own.fields[:] = [field for field in own.fields if field.key != "how"]
    extra_raw = None if raw is None else {n: part for n, part in raw.items() if n.startswith("extra.")}
    extra = bind_built(built.fields if built else (), extra_raw, initial=mine.answers if mine else None)
    return Form(own, extra, built)


async def _register(visit: Visit, place: Place, meeting: Meeting, form: Form) -> str:
    version = form.built.version_id if form.built and form.extra.values else None
    if version is not None:
        await use_form_version(version)
    return await register(
        place=place,
        meeting=meeting,
        person=person_of(visit),
        how=form.own.values.how if len(meeting.ways) > 1 else meeting.ways[0],
        now=visit.now,
        needs=form.own.values.needs,
        answers=form.extra.values,
        form_version=version,
    )


def _page(place: Place, meeting: Meeting, form: Form, *, status: int = 200) -> Page:
    return page(
        "workshops/sign_up.html", status=status, whole=joined(form.own, form.extra), **about(place, meeting)
    )
