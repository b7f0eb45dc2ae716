"""Offers of lessons: put away one, or see them all again."""

from academy.pages.finding import the_lesson
from academy.service.offers import put_away, take_out_again
from core.sdk import Redirect, Visit, _, own_path, person_of, post, redirect


@post("/manage/academy/offers/again", action="academy.learn")
async def again(visit: Visit) -> Redirect:
    await take_out_again(person=person_of(visit))
    return redirect("/manage/academy", toast=_("Lessons are offered again where they fit."))


@post("/manage/academy/offers/{key:str}/{lesson:str}", action="academy.learn")
async def away(visit: Visit, key: str, lesson: str) -> Redirect:
    course, found = await the_lesson(key, lesson)
    await put_away(person=person_of(visit), key=f"{course.key}/{found.slug}")
    back = own_path(visit.query.get("back", "")) or "/manage/academy"
    return redirect(back, toast=_("Put away. You find the lesson in the Academy."))
