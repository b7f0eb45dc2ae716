"""The receipt: a code that only the person has. With it an anonymous answer can be found again, and taken back."""

from datetime import date
from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Cookie,
    Limit,
    Place,
    ShortText,
    TooMany,
    TooOften,
    Visit,
    _,
    bind,
    count_try,
    execute,
    get,
    host_only,
    page,
    post,
    redirect,
    row,
)
from plugins.survey.answering.quotas import give_back
from plugins.survey.answering.sending import receipt_hash
from plugins.survey.versions import load_version

TRIES = Limit("survey-receipt", most=20, seconds=3600)
_SHOWN_SECONDS = 3600


class ReceiptForm(msgspec.Struct, kw_only=True):
    code: Annotated[str, ShortText(label=_("The code on your receipt"), max=30, missing=_("Write the code."))]


def receipt_cookie(place: Place, code: str) -> Cookie:
    return Cookie(host_only(f"survey-{place.here.id}-receipt"), code, _SHOWN_SECONDS)


def receipt_shown(visit: Visit, place: Place) -> str:
    """For an hour after it was sent, on the same device."""
    return str(visit.request.cookies.get(host_only(f"survey-{place.here.id}-receipt"), ""))[:30]


def tablet_of(visit: Visit, place: Place) -> str:
    """The link that staff opened on this device."""
    return str(visit.request.cookies.get(host_only(f"survey-{place.here.id}-tablet"), ""))[:300]


@get("/receipt", action="survey.view", at="activity")
async def ask_receipt(visit: Visit, place: Place) -> Answer:
    del visit
    return page("survey/receipt.html", place=place, form=bind(ReceiptForm), found=None, code="")


@post("/receipt", action="survey.view", at="activity")
async def look_up_receipt(visit: Visit, place: Place) -> Answer:
    form, found = await _look_up(visit, place)
    if found is None:
        return page("survey/receipt.html", status=422, place=place, form=form, found=None, code="")
    return page("survey/receipt.html", place=place, form=form, found=found, code=form.values.code)


@post("/receipt/withdraw", action="survey.view", at="activity")
async def withdraw_answer(visit: Visit, place: Place) -> Answer:
    form, found = await _look_up(visit, place)
    if found is None:
        return page("survey/receipt.html", status=422, place=place, form=form, found=None, code="")
    await take_back(place=place, code=form.values.code)
    return redirect(place.url, toast=_("Your answer is deleted. It is counted no longer."))


async def take_back(*, place: Place, code: str) -> None:
    """The response and everything that was written in it. That somebody took part stays in the log."""
    hashed = receipt_hash(code)
    await execute(
        "DELETE FROM contribution WHERE id IN (SELECT t.contribution FROM survey_text t JOIN survey_response r "
        "ON r.id = t.response WHERE r.activity = $1 AND r.receipt_hash = $2)",
        place.here.id,
        hashed,
    )
    gone = await row(
        "DELETE FROM survey_response WHERE activity = $1 AND receipt_hash = $2 RETURNING version, answers",
        place.here.id,
        hashed,
    )
    version = await load_version(activity_id=place.here.id, version_id=gone["version"]) if gone else None
    if gone is not None and version is not None:
        await give_back(
            activity_id=place.here.id, questionnaire=version.questionnaire, answers=gone["answers"]
        )


async def _look_up(visit: Visit, place: Place) -> tuple[Bound[ReceiptForm], date | None]:
    try:
        await count_try(TRIES, visit.ip_key)
    except TooOften as often:
        raise TooMany(often.seconds) from often
    form = bind(ReceiptForm, await visit.body())
    if not form.ok:
        return form, None
    found = await row(
        "SELECT submitted_on FROM survey_response WHERE activity = $1 AND receipt_hash = $2",
        place.here.id,
        receipt_hash(form.values.code),
    )
    if found is None:
        form.refuse(_("We find no answer with this code. Look at it once more."), "code")
        return form, None
    day: date = found["submitted_on"]
    return form, day
