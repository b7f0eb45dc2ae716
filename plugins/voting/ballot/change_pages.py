"""Changing a ballot that is cast. The change code is the only key: no page here asks who one is, and none keeps the code.

The code travels in forms, never in an address; between the pages it is signed, so that it need not be typed again.
"""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Limit,
    Page,
    Place,
    Refused,
    ShortText,
    TooMany,
    TooOften,
    Typed,
    Visit,
    _,
    bind,
    count_try,
    get,
    page,
    post,
    redirect,
    sign,
    unsign,
)
from plugins.voting.ballot.casting import NoSuchBallot, NotValid, ballot_of, change, offer_of
from plugins.voting.ballot.codes import read_code
from plugins.voting.ballot.marks import Marks, read_marks
from plugins.voting.ballot.rules import check_marks
from plugins.voting.ballot.vote_pages import TWO_HOURS, ballot_page, receipt_page, reviewed
from plugins.voting.pages import about
from plugins.voting.settings import VotingSettings, settings_of

TRIES = Limit("voting.change", most=30, seconds=3600)


class CodeForm(msgspec.Struct, kw_only=True):
    code: Annotated[
        str,
        ShortText(
            label=_("Change code"),
            help=_("Sixteen letters and digits. You got it when you cast your ballot."),
            missing=_("Write your change code."),
            max=40,
            autocomplete="off",
        ),
    ]


@get("/change", action="voting.change", at="activity")
async def ask_code(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return _code_page(place, bind(CodeForm))


@post("/change", action="voting.change", at="activity")
async def open_cast(visit: Visit, place: Place) -> Answer:
    form = bind(CodeForm, await visit.body())
    if not form.ok:
        return _code_page(place, form, status=422)
    try:
        await count_try(TRIES, visit.ip_key)
        code = _code(form.values.code)
        marks = await ballot_of(activity_id=place.here.id, code=code)
    except TooOften as often:
        raise TooMany(often.seconds) from None
    except Refused as refused:
        return _code_page(place, form.refuse(refused), status=422)
    return ballot_page(visit, place, await offer_of(place), marks, change_key=_signed(place, code))


@post("/change/ballot", action="voting.change", at="activity")
async def look_through(visit: Visit, place: Place) -> Answer:
    """Reckon again, or go on to the last step. Nothing is changed yet."""
    raw = await visit.body()
    code = _unsigned(place, Typed(raw, "key").one())
    if code is None:
        return _too_late(place)
    offer, marks = await offer_of(place), read_marks(settings_of(place.here), raw)
    problems = check_marks(offer, marks)
    key = _signed(place, code)
    if problems or Typed(raw, "step").one() != "review":
        return ballot_page(visit, place, offer, marks, problems=problems, change_key=key)
    return page(
        "voting/review.html",
        key=key,
        fields=_as_fields(offer.chosen, marks),
        **reviewed(place, offer, marks),
    )


@post("/change/cast", action="voting.change", at="activity")
async def send_change(visit: Visit, place: Place) -> Answer:
    raw = await visit.body()
    code = _unsigned(place, Typed(raw, "key").one())
    if code is None:
        return _too_late(place)
    marks = read_marks(settings_of(place.here), raw)
    try:
        await change(place=place, code=code, marks=marks)
    except NotValid as wrong:
        return ballot_page(
            visit,
            place,
            await offer_of(place),
            marks,
            problems=wrong.problems,
            change_key=_signed(place, code),
        )
    except Refused as gone:
        return redirect(f"{place.url}/change", toast=gone.message, done=False)
    return receipt_page(place, code, changed=True)


def _code_page(place: Place, form: Bound[CodeForm], *, status: int = 200) -> Page:
    return page(
        "voting/change.html", status=status, form=form, closes_at=place.here.closes_at, **about(place, ())
    )


def _too_late(place: Place) -> Answer:
    return redirect(
        f"{place.url}/change", toast=_("That took long. Write your change code once more."), done=False
    )


def _code(typed: str) -> str:
    code = read_code(typed)
    if code is None:
        raise NoSuchBallot
    return code


def _signed(place: Place, code: str) -> str:
    return sign(code, purpose=f"voting.change:{place.here.id}", seconds=TWO_HOURS)


def _unsigned(place: Place, key: str) -> str | None:
    return unsign(key, purpose=f"voting.change:{place.here.id}")


def _as_fields(chosen: VotingSettings, marks: Marks) -> list[tuple[str, str]]:
    """The marks as the form would send them again."""
    several = chosen.ballot in ("knapsack", "approval")
    found = [
        ("choose", str(each)) if several else (f"mark.{each}", str(mark))
        for each, mark in marks.choices.items()
    ]
    return [*found, ("district", str(marks.district or ""))]
