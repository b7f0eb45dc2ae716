"""The survey's own page, and the pages where it is answered: begin, one page after another, send."""

from core.sdk import (
    Answer,
    Cookie,
    Forbidden,
    Limit,
    Place,
    Redirect,
    Refused,
    TooMany,
    TooOften,
    Visit,
    _,
    count_try,
    get,
    page,
    post,
    redirect,
)
from plugins.survey.answering.drafts import (
    KEPT_DAYS,
    begin_draft,
    cookie_name,
    key_of,
    load_draft,
    new_key,
)
from plugins.survey.answering.may import refusal_to_answer
from plugins.survey.answering.quotas import is_full
from plugins.survey.answering.receipts import receipt_shown
from plugins.survey.answering.sending import has_answered
from plugins.survey.answering.steps import BIGGEST, Step, draw, read, send_all
from plugins.survey.logic import first_page
from plugins.survey.results.pages import results_are_open
from plugins.survey.settings import settings_of
from plugins.survey.versions import version_in_use

STARTS = Limit(
    "survey-start", most=300, seconds=3600
)  # from one address: a library or a school is many people
_DAY = 86_400


@get("/", action="survey.view", at="activity")
async def show_front(visit: Visit, place: Place) -> Answer:
    version = await version_in_use(activity_id=place.here.id)
    draft = await load_draft(activity_id=place.here.id, key=key_of(visit, place))
    chosen = settings_of(place.here)
    return page(
        "survey/front.html",
        place=place,
        chosen=chosen,
        questions=len(version.questionnaire.asked) if version else 0,
        draft=draft,
        refusal=refusal_to_answer(visit, place),
        answered=await has_answered(activity_id=place.here.id, person=visit.person),
        full=await is_full(activity_id=place.here.id, most=chosen.most),
        see_results=results_are_open(visit, place) and bool(visit.can("survey.results")),
    )


@post("/start", action="survey.view", at="activity")
async def start(visit: Visit, place: Place) -> Answer:
    """Begin, or begin again."""
    if (refusal := refusal_to_answer(visit, place)) is not None:
        raise Forbidden(refusal)
    if await has_answered(activity_id=place.here.id, person=visit.person):
        return redirect(place.url, toast=_("You have answered this survey already."), done=False)
    return await begin(visit, place)


async def begin(visit: Visit, place: Place, *, kiosk: bool = False) -> Answer:
    """A draft with a key of its own, and to the first page."""
    try:
        await count_try(STARTS, visit.ip_key)
    except TooOften as often:
        raise TooMany(often.seconds) from often
    version = await version_in_use(activity_id=place.here.id)
    first = first_page(version.questionnaire) if version else None
    if version is None or first is None:
        return redirect(place.url, toast=_("This survey has no questions yet."), done=False)
    known = key_of(visit, place) if not kiosk else ""
    key = known if known.startswith("person:") else new_key()
    await begin_draft(activity_id=place.here.id, version_id=version.id, key=key, page=first.key, kiosk=kiosk)
    seconds = KEPT_DAYS * _DAY if settings_of(place.here).resume and not kiosk else _DAY
    cookies = () if key.startswith("person:") else (Cookie(cookie_name(place), key, seconds),)
    return Redirect(f"{place.url}/answer", cookies=cookies)


@get("/answer", action="survey.view", at="activity")
async def show_page(visit: Visit, place: Place) -> Answer:
    step = await _step(visit, place, visit.query.get("page", ""))
    return step if isinstance(step, Redirect) else await draw(visit, place, step)


@post("/answer", action="survey.view", at="activity", max_body=BIGGEST)
async def send_page(visit: Visit, place: Place) -> Answer:
    """`step`: next, back, later (kept, to go on another time)."""
    sent = await visit.body()
    wanted = [(sent.get(name) or [""])[-1] for name in ("page", "step")]
    step = await _step(visit, place, str(wanted[0]))
    if isinstance(step, Redirect):
        return step
    after = await read(visit, place, step, str(wanted[1]))
    if after is not None:
        return after
    try:
        return await send_all(visit, place, step)
    except Refused as refused:
        return redirect(f"{place.url}/answer", toast=refused.message, done=False)


@get("/done", action="survey.view", at="activity")
async def show_done(visit: Visit, place: Place) -> Answer:
    version = await version_in_use(activity_id=place.here.id)
    return page(
        "survey/done.html",
        place=place,
        code=receipt_shown(visit, place),
        thanks=version.questionnaire.thanks if version else {},
        chosen=settings_of(place.here),
        see_results=results_are_open(visit, place) and bool(visit.can("survey.results")),
    )


async def _step(visit: Visit, place: Place, wanted: str) -> Step | Redirect:
    """Where the person is; a way to the front where there is nothing begun."""
    draft = await load_draft(activity_id=place.here.id, key=key_of(visit, place))
    if draft is None:
        sent = receipt_shown(visit, place)
        return redirect(f"{place.url}/done" if sent else place.url)
    if (refusal := refusal_to_answer(visit, place, kiosk=draft.kiosk)) is not None:
        raise Forbidden(refusal)
    found = await Step.at(place=place, draft=draft, wanted=wanted)
    return found if found is not None else redirect(place.url)
