"""When a question or a page is shown, and where a page leads."""

from typing import Any

import msgspec

from core.sdk import Answer, Bound, Page, Place, Refused, Visit, _, get, page, post, redirect
from plugins.survey.builder import editing
from plugins.survey.builder.asking import edited, page_at, question_at, said
from plugins.survey.builder.conditions_form import (
    asked_before,
    condition_form,
    condition_of,
    jumps_form,
    jumps_of,
    page_name,
)
from plugins.survey.builder.pages import ACTION, base_of
from plugins.survey.model import Condition


@get("/manage/questions/{key:str}/when", action=ACTION, at="activity")
async def show_when(visit: Visit, place: Place, key: str) -> Answer:
    del visit
    version, question = await question_at(place, key)
    earlier = asked_before(version.questionnaire, key)
    form = condition_form(earlier, question.show_if, version=version.state)
    return _when_page(place, form, question.name, f"{base_of(place)}/{key}/when", bool(earlier))


@post("/manage/questions/{key:str}/when", action=ACTION, at="activity")
async def send_when(visit: Visit, place: Place, key: str) -> Answer:
    version, question = await question_at(place, key)
    earlier = asked_before(version.questionnaire, key)
    form = condition_form(earlier, question.show_if, await visit.body())
    return await _save(visit, place, key, form, question.name, f"{base_of(place)}/{key}/when")


@get("/manage/questions/pages/{key:str}/when", action=ACTION, at="activity")
async def show_page_when(visit: Visit, place: Place, key: str) -> Answer:
    del visit
    version, found = await page_at(place, key)
    earlier = asked_before(version.questionnaire, key)
    form = condition_form(earlier, found.show_if, version=version.state)
    name = page_name(version.questionnaire.pages.index(found) + 1, found)
    return _when_page(place, form, name, f"{base_of(place)}/pages/{key}/when", bool(earlier))


@post("/manage/questions/pages/{key:str}/when", action=ACTION, at="activity")
async def send_page_when(visit: Visit, place: Place, key: str) -> Answer:
    version, found = await page_at(place, key)
    earlier = asked_before(version.questionnaire, key)
    form = condition_form(earlier, found.show_if, await visit.body())
    name = page_name(version.questionnaire.pages.index(found) + 1, found)
    return await _save(visit, place, key, form, name, f"{base_of(place)}/pages/{key}/when")


@get("/manage/questions/pages/{key:str}/jumps", action=ACTION, at="activity")
async def show_jumps(visit: Visit, place: Place, key: str) -> Answer:
    del visit
    version, found = await page_at(place, key)
    form = jumps_form(version.questionnaire, found, version=version.state)
    name = page_name(version.questionnaire.pages.index(found) + 1, found)
    return _jumps_page(place, form, name, key)


@post("/manage/questions/pages/{key:str}/jumps", action=ACTION, at="activity")
async def send_jumps(visit: Visit, place: Place, key: str) -> Answer:
    version, found = await page_at(place, key)
    form = jumps_form(version.questionnaire, found, await visit.body())
    name = page_name(version.questionnaire.pages.index(found) + 1, found)
    if not form.ok:
        return _jumps_page(place, form, name, key, status=422)
    jumps = jumps_of(form.values)
    try:
        changed = await edited(
            visit, place, lambda each: editing.set_jumps(each, key, jumps), sent=form.values.version
        )
    except Refused as refused:
        return _jumps_page(place, form.refuse(refused), name, key, status=422)
    return redirect(f"{base_of(place)}#{key}", toast=said(changed, _("Saved.")))


async def _save(visit: Visit, place: Place, key: str, form: Bound[Any], name: Any, url: str) -> Answer:
    if not form.ok:
        return _when_page(place, form, name, url, possible=True, status=422)
    condition = condition_of(form.values)
    try:
        changed = await edited(
            visit, place, lambda each: _with_condition(each, key, condition), sent=form.values.version
        )
    except Refused as refused:
        return _when_page(place, form.refuse(refused), name, url, possible=True, status=422)
    return redirect(f"{base_of(place)}#{key}", toast=said(changed, _("Saved.")))


def _with_condition(form: Any, key: str, condition: Condition | None) -> Any:
    deed = editing.change_question if form.question(key) else editing.change_page
    return deed(form, key, lambda each: msgspec.structs.replace(each, show_if=condition))


def _when_page(
    place: Place, form: Bound[Any], name: Any, url: str, possible: bool, status: int = 200
) -> Page:
    return page(
        "survey/builder/when.html",
        status=status,
        form=form,
        name=name,
        url=url,
        possible=possible,
        base=base_of(place),
        place=place,
    )


def _jumps_page(place: Place, form: Bound[Any], name: Any, key: str, status: int = 200) -> Page:
    return page(
        "survey/builder/jumps.html",
        status=status,
        form=form,
        name=name,
        url=f"{base_of(place)}/pages/{key}/jumps",
        base=base_of(place),
        place=place,
    )
