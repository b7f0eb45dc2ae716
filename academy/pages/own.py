"""Administrators add courses of the municipality's own."""

from collections.abc import Sequence

from academy.forms import OwnCourseForm
from academy.loading import Mistake
from academy.loading.zips import MOST_ZIPPED
from academy.service.own import add_course, own_list, remove_course
from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Redirect,
    Refused,
    Visit,
    _,
    bind,
    get,
    note,
    page,
    person_of,
    post,
    redirect,
)

_BIGGEST = MOST_ZIPPED + 1_000_000


@get("/manage/academy/own", action="academy.lead")
async def listed(_visit: Visit) -> Answer:
    return await _page(bind(OwnCourseForm))


@post("/manage/academy/own", action="academy.lead", max_body=_BIGGEST)
async def add(visit: Visit) -> Answer:
    form = bind(OwnCourseForm, await visit.body())
    if not form.ok:
        return await _page(form)
    try:
        slug, mistakes = await add_course(data=form.values.file.data, by=person_of(visit))
    except Refused as refused:
        form.refuse(refused)
        return await _page(form)
    if mistakes:
        return await _page(form, mistakes)
    await note(
        action="academy.add_course", subject="course", subject_id=0, details={"course": slug}, by=visit.person
    )
    return redirect("/manage/academy/own", toast=_("The course stands in the Academy."))


@post("/manage/academy/own/{course_id:int}/remove", action="academy.lead")
async def remove(visit: Visit, course_id: int) -> Redirect:
    slug = await remove_course(course_id=course_id)
    if slug is None:
        raise NotFound
    await note(
        action="academy.remove_course",
        subject="course",
        subject_id=course_id,
        details={"course": slug},
        by=visit.person,
    )
    return redirect("/manage/academy/own", toast=_("The course is removed."))


async def _page(form: Bound[OwnCourseForm], mistakes: Sequence[Mistake] = ()) -> Page:
    status = 422 if form.sent else 200
    return page(
        "academy/own.html", status=status, form=form, courses=await own_list(), mistakes=mistakes[:100]
    )
