"""The overview of the questionnaire, and the deeds on its pages."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Hidden,
    LocalizedText,
    Page,
    Place,
    Refused,
    Text,
    Visit,
    _,
    bind,
    get,
    page,
    person_of,
    post,
    redirect,
    steps_of,
)
from plugins.survey.builder import editing
from plugins.survey.builder.asking import at_hand, edited, page_at, said
from plugins.survey.builder.kinds import NAMES
from plugins.survey.logic import flaws
from plugins.survey.model import Questionnaire, Words
from plugins.survey.starters import STARTERS, starter
from plugins.survey.versions import begin, take_in_use, throw_away

ACTION = "survey.manage"


class PageForm(msgspec.Struct, kw_only=True):
    title: Annotated[Words, LocalizedText(label=_("Heading of the page"), max=200, required=False)] = {}
    intro: Annotated[
        Words, LocalizedText(label=_("Text above the questions"), max=2_000, long=True, required=False)
    ] = {}
    version: Annotated[str, Hidden(required=False)] = ""


class ThanksForm(msgspec.Struct, kw_only=True):
    thanks: Annotated[
        Words,
        LocalizedText(
            label=_("What people read when they have answered"),
            help=_("Say what happens now, and when. Empty means a short thank you."),
            max=2_000,
            long=True,
            required=False,
        ),
    ] = {}
    version: Annotated[str, Hidden(required=False)] = ""


def base_of(place: Place) -> str:
    return f"{place.url}/manage/questions"


@get("/manage/questions", action=ACTION, at="activity")
async def show_questions(visit: Visit, place: Place) -> Answer:
    del visit
    version = await at_hand(place)
    questionnaire = version.questionnaire if version else Questionnaire()
    return page(
        "survey/builder/questions.html",
        version=version,
        questionnaire=questionnaire,
        flaws=flaws(questionnaire) if questionnaire.pages else [],
        names=NAMES,
        starters=STARTERS,
        base=base_of(place),
        place=place,
    )


@post("/manage/questions/begin", action=ACTION, at="activity")
async def send_begin(visit: Visit, place: Place) -> Answer:
    """From one of the starters, or with an empty page."""
    chosen = str((await visit.body()).get("starter", [""])[-1])
    questionnaire = starter(chosen) if chosen else editing.with_page(Questionnaire())[0]
    if await at_hand(place) is None:
        await begin(activity_id=place.here.id, questionnaire=questionnaire, by=person_of(visit).id)
    else:
        await edited(visit, place, lambda form: form if form.pages else questionnaire)
    return redirect(base_of(place), toast=_("The questions are yours to change."))


@post("/manage/questions/use", action=ACTION, at="activity")
async def send_use(visit: Visit, place: Place) -> Answer:
    del visit
    try:
        version = await take_in_use(activity_id=place.here.id)
    except Refused as refused:
        return redirect(base_of(place), toast=refused.message, done=False)
    return redirect(base_of(place), toast=_("People answer version {n} from now.").format(n=version.number))


@get("/manage/questions/drop", action=ACTION, at="activity")
async def ask_drop(visit: Visit, place: Place) -> Answer:
    del visit
    return page("survey/builder/drop.html", version=await at_hand(place), base=base_of(place), place=place)


@post("/manage/questions/drop", action=ACTION, at="activity")
async def send_drop(visit: Visit, place: Place) -> Answer:
    del visit
    await throw_away(activity_id=place.here.id)
    return redirect(base_of(place), toast=_("The new version is thrown away."))


@post("/manage/questions/pages/new", action=ACTION, at="activity")
async def add_page(visit: Visit, place: Place) -> Answer:
    version = await edited(visit, place, lambda form: editing.with_page(form)[0])
    key = version.questionnaire.pages[-1].key
    return redirect(f"{base_of(place)}#{key}", toast=said(version, _("The page is added.")))


@get("/manage/questions/pages/{key:str}", action=ACTION, at="activity")
async def show_page(visit: Visit, place: Place, key: str) -> Answer:
    version, found = await page_at(place, key)
    initial = {"title": found.title, "intro": found.intro, "version": version.state}
    form = bind(PageForm, initial=initial, locales=visit.site.languages)
    return _words_page(place, form, _("The page's words"), f"{base_of(place)}/pages/{key}")


@post("/manage/questions/pages/{key:str}", action=ACTION, at="activity")
async def send_page(visit: Visit, place: Place, key: str) -> Answer:
    _version, found = await page_at(place, key)
    initial = {"title": found.title, "intro": found.intro}
    form = bind(PageForm, await visit.body(), initial=initial, locales=visit.site.languages)
    url = f"{base_of(place)}/pages/{key}"
    if not form.ok:
        return _words_page(place, form, _("The page's words"), url, status=422)
    words = {"title": form.values.title, "intro": form.values.intro}
    try:
        version = await edited(
            visit,
            place,
            lambda each: editing.change_page(each, key, lambda it: msgspec.structs.replace(it, **words)),
            sent=form.values.version,
        )
    except Refused as refused:
        return _words_page(place, form.refuse(refused), _("The page's words"), url, status=422)
    return redirect(f"{base_of(place)}#{key}", toast=said(version, _("Saved.")))


@post("/manage/questions/pages/{key:str}/move", action=ACTION, at="activity")
async def send_page_move(visit: Visit, place: Place, key: str) -> Answer:
    steps = await steps_of(visit)
    version = await edited(visit, place, lambda form: editing.move_page(form, key, steps))
    return redirect(f"{base_of(place)}#{key}", toast=said(version, _("The page is moved.")))


@post("/manage/questions/pages/{key:str}/remove", action=ACTION, at="activity")
async def send_page_remove(visit: Visit, place: Place, key: str) -> Answer:
    """Only an empty page: questions are removed one by one, so that none is lost by mistake."""
    _version, found = await page_at(place, key)
    if found.questions:
        message = _("Move or remove the questions on the page first.")
        return redirect(f"{base_of(place)}#{key}", toast=message, done=False)
    version = await edited(visit, place, lambda form: editing.without_page(form, key))
    return redirect(base_of(place), toast=said(version, _("The page is removed.")))


@get("/manage/questions/thanks", action=ACTION, at="activity")
async def show_thanks(visit: Visit, place: Place) -> Answer:
    version = await at_hand(place)
    initial = {"thanks": version.questionnaire.thanks, "version": version.state} if version else {}
    form = bind(ThanksForm, initial=initial, locales=visit.site.languages)
    return _words_page(place, form, _("The thank you"), f"{base_of(place)}/thanks")


@post("/manage/questions/thanks", action=ACTION, at="activity")
async def send_thanks(visit: Visit, place: Place) -> Answer:
    form = bind(ThanksForm, await visit.body(), locales=visit.site.languages)
    url = f"{base_of(place)}/thanks"
    if not form.ok:
        return _words_page(place, form, _("The thank you"), url, status=422)
    thanks = form.values.thanks
    try:
        version = await edited(
            visit,
            place,
            lambda each: msgspec.structs.replace(each, thanks=thanks),
            sent=form.values.version or None,
        )
    except Refused as refused:
        return _words_page(place, form.refuse(refused), _("The thank you"), url, status=422)
    return redirect(base_of(place), toast=said(version, _("Saved.")))


def _words_page(place: Place, form: Bound[Any], heading: Text, url: str, status: int = 200) -> Page:
    return page(
        "survey/builder/words.html",
        status=status,
        form=form,
        heading=heading,
        url=url,
        base=base_of(place),
        place=place,
    )
