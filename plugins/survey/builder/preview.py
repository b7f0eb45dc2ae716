"""The questionnaire as a resident meets it, page by page. Nothing is kept: the answers so far travel in the form, signed."""

import json

import msgspec

from core.sdk import Answer, NotFound, Place, Visit, get, page, post, sign, unsign
from core.sdk import Page as Shown
from plugins.survey.builder.asking import needed
from plugins.survey.builder.pages import ACTION, base_of
from plugins.survey.logic import first_page, kept_answers, next_page
from plugins.survey.model import Answers, Page
from plugins.survey.questions import bind_page
from plugins.survey.versions import Version, all_versions

PURPOSE = "survey preview"
HOUR = 3_600
BIGGEST = 25_000_000  # a file may come along


@get("/manage/preview", action=ACTION, at="activity")
async def show_preview(visit: Visit, place: Place) -> Answer:
    version = await _version(visit, place)
    first = first_page(version.questionnaire)
    return _shown(place, version, first, {})


@post("/manage/preview/{key:str}", action=ACTION, at="activity", max_body=BIGGEST)
async def send_preview(visit: Visit, place: Place, key: str) -> Answer:
    """The next page, or this one again with what is missing."""
    version = await _version(visit, place)
    raw = await visit.body()
    answers = _answers(str(raw.get("kept", [""])[-1]), version)
    here = version.questionnaire.page(key)
    if here is None:
        raise NotFound
    form = bind_page(version.questionnaire, here, raw, answers=answers)
    if not form.ok:
        return _shown(place, version, here, answers, form=form, status=422)
    own = {question.key for question in here.questions}
    typed = {
        name: each for name, each in form.values.items() if isinstance(each, str | int | float | dict | list)
    }
    merged = {name: each for name, each in answers.items() if name not in own} | typed
    answers = kept_answers(version.questionnaire, merged)
    return _shown(place, version, next_page(version.questionnaire, answers, here), answers)


async def _version(visit: Visit, place: Place) -> Version:
    wanted = visit.query.get("version", "")
    if not wanted:
        return await needed(place)
    for version in await all_versions(activity_id=place.here.id):
        if str(version.number) == wanted:
            return version
    raise NotFound


def _answers(token: str, version: Version) -> Answers:
    found = unsign(token, purpose=f"{PURPOSE} {version.id}") if token else None
    answers: Answers = json.loads(found) if found else {}
    return answers


def _shown(
    place: Place,
    version: Version,
    here: Page | None,
    answers: Answers,
    form: object = None,
    status: int = 200,
) -> Shown:
    questionnaire = version.questionnaire
    bound = form or (bind_page(questionnaire, here, answers=answers) if here else None)
    kept = msgspec.json.encode(answers).decode()
    return page(
        "survey/builder/preview.html",
        status=status,
        version=version,
        here=here,
        n=questionnaire.pages.index(here) + 1 if here else 0,
        form=bound,
        kept=sign(kept, purpose=f"{PURPOSE} {version.id}", seconds=HOUR),
        base=base_of(place),
        place=place,
    )
