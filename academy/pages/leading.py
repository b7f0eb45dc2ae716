"""Administrators: how far staff are, and who is asked to take which course."""

from typing import Any

from academy.forms import AssignForm
from academy.pages.finding import the_course
from academy.refusals import NoSuchCourse
from academy.service.assignments import assign, staff_lines, staff_names, unassign
from academy.service.shelf import course_named, courses, mistakes
from academy.words import ROLES
from core.sdk import (
    ZONE,
    Answer,
    Bound,
    Redirect,
    Refused,
    Visit,
    _,
    bind,
    get,
    ngettext,
    note,
    page,
    person_of,
    post,
    redirect,
)


@get("/manage/academy/staff", action="academy.lead")
async def staff(visit: Visit) -> Answer:
    everything = await courses()
    return page(
        "academy/staff.html",
        lines=await staff_lines(everything),
        courses={each.key: each for each in everything},
        roles=ROLES,
        today=visit.now.astimezone(ZONE).date(),
    )


@get("/manage/academy/staff/assign", action="academy.lead")
async def new(visit: Visit) -> Answer:
    return page("academy/assign.html", form=await _form(visit))


@post("/manage/academy/staff/assign", action="academy.lead")
async def ask(visit: Visit) -> Answer:
    form, person = await _form(visit, sent=True), person_of(visit)
    if form.ok:
        try:
            told = await _asked(visit, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            await note(
                action="academy.assign",
                subject="course",
                subject_id=0,
                details={"course": form.values.course, "people": told},
                by=person,
            )
            said = ngettext("{n} colleague is asked.", "{n} colleagues are asked.", told).format(n=told)
            return redirect("/manage/academy/staff", toast=said)
    return page("academy/assign.html", status=422, form=form)


@post("/manage/academy/staff/{person_id:int}/{key:str}/unassign", action="academy.lead")
async def take_back(visit: Visit, person_id: int, key: str) -> Redirect:
    course = await the_course(key)
    if await unassign(course=course.key, person_id=person_id):
        await note(
            action="academy.unassign",
            subject="person",
            subject_id=person_id,
            details={"course": key},
            by=visit.person,
        )
    return redirect("/manage/academy/staff", toast=_("Taken back."))


@get("/manage/academy/problems", action="academy.lead")
async def problems(_visit: Visit) -> Answer:
    """Courses that are left out, with every mistake."""
    return page("academy/problems.html", mistakes=await mistakes())


async def _asked(visit: Visit, form: Bound[AssignForm]) -> int:
    course = await course_named(form.values.course)
    if course is None:
        raise NoSuchCourse
    return await assign(
        course=course,
        person_ids=[int(each) for each in form.values.people],
        due_on=form.values.due_on,
        today=visit.now.astimezone(ZONE).date(),
        by=person_of(visit),
    )


async def _form(visit: Visit, *, sent: bool = False) -> Bound[AssignForm]:
    options: dict[str, Any] = {
        "course": [(each.key, each.title) for each in await courses()],
        "people": [(str(each["id"]), each["name"] or f"#{each['id']}") for each in await staff_names()],
    }
    raw = await visit.body() if sent else None
    return bind(AssignForm, raw, initial={"course": visit.query.get("course", "")}, options=options)
