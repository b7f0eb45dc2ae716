"""The ballot: mark, look through, cast. Everything is saved as you go, and nothing counts before the last step."""

from collections.abc import Sequence
from typing import Any

from core.sdk import (
    Answer,
    Page,
    Place,
    Refused,
    Text,
    Typed,
    Visit,
    _,
    get,
    page,
    person_of,
    post,
    redirect,
    savepoint,
    sign,
    unsign,
)
from plugins.voting.ballot.casting import NotValid, cast, offer_of
from plugins.voting.ballot.codes import new_code, receipt_of, say_code
from plugins.voting.ballot.drafts import draft_of, has_cast, save_draft
from plugins.voting.ballot.marks import Marks, read_marks, tidy
from plugins.voting.ballot.rules import Offer, check_marks
from plugins.voting.pages import about, ordered
from plugins.voting.settings import settings_of

TWO_HOURS = 7200


@get("/ballot", action="voting.vote", at="activity")
async def show_ballot(visit: Visit, place: Place) -> Answer:
    if await has_cast(activity_id=place.here.id, person=visit.person):
        return page("voting/voted.html", **about(place, ()))
    marks = await draft_of(activity_id=place.here.id, person=person_of(visit))
    return ballot_page(visit, place, await offer_of(place), marks)


@post("/ballot", action="voting.vote", at="activity")
async def save_ballot(visit: Visit, place: Place) -> Answer:
    """Save, and stay or go on to the last step."""
    raw = await visit.body()
    marks = read_marks(settings_of(place.here), raw)
    await save_draft(place=place, person=person_of(visit), marks=marks)
    if Typed(raw, "step").one() != "review":
        return redirect(f"{place.url}/ballot#sum", toast=_("Saved. It is not cast yet."))
    offer = await offer_of(place)
    if problems := check_marks(offer, marks):
        return ballot_page(visit, place, offer, marks, problems=problems)
    return redirect(f"{place.url}/ballot/review")


@get("/ballot/review", action="voting.vote", at="activity")
async def review(visit: Visit, place: Place) -> Answer:
    """The last step: what will be cast, and what casting means. The code is made here and shown once it is cast."""
    if await has_cast(activity_id=place.here.id, person=visit.person):
        return page("voting/voted.html", **about(place, ()))
    marks = await draft_of(activity_id=place.here.id, person=person_of(visit))
    offer = await offer_of(place)
    if check_marks(offer, marks):
        return redirect(
            f"{place.url}/ballot", toast=_("Something on your ballot must be mended first."), done=False
        )
    return page(
        "voting/review.html",
        key=sign(new_code(), purpose=_purpose(visit, place), seconds=TWO_HOURS),
        **reviewed(place, offer, marks),
    )


@post("/ballot/cast", action="voting.vote", at="activity")
async def send_cast(visit: Visit, place: Place) -> Answer:
    """Answers with the receipt itself: a code in an address would stand in logs and histories."""
    raw = await visit.body()
    code = unsign(Typed(raw, "key").one(), purpose=_purpose(visit, place))
    if code is None:
        return redirect(
            f"{place.url}/ballot/review",
            toast=_("That took long. Look at your ballot once more."),
            done=False,
        )
    try:
        async with savepoint():  # a refusal answers with a redirect, which commits
            await cast(place=place, person=person_of(visit), code=code, seal=Typed(raw, "seal").one())
    except NotValid as wrong:
        return redirect(f"{place.url}/ballot", toast=wrong.message, done=False)
    except Refused as refused:
        return redirect(f"{place.url}/ballot", toast=refused.message, done=False)
    return receipt_page(place, code)


def ballot_page(
    visit: Visit,
    place: Place,
    offer: Offer,
    marks: Marks,
    *,
    problems: Sequence[Text] = (),
    change_key: str = "",
) -> Page:
    """The ballot, new or one that is being changed (`change_key`: its code, signed)."""
    seed = f"p{visit.person.id}" if visit.person else change_key[-12:]
    return page(
        "voting/ballot.html",
        status=422 if problems else 200,
        options=ordered(offer.options, place, seed),
        marks=marks,
        left=offer.chosen.budget_ore - offer.spent(marks),
        given=sum(marks.choices.values()),
        problems=problems,
        change_key=change_key,
        one_district=offer.one_district,
        ranks=min(len(offer.options), offer.chosen.most or 10),
        **about(place, offer.parts),
    )


def reviewed(place: Place, offer: Offer, marks: Marks) -> dict[str, Any]:
    """What the last page shows: the marked options in their order."""
    said = tidy(offer.chosen, marks)
    marked = [option for option in offer.options if option.id in said.choices]
    marked.sort(key=lambda option: _weight(offer, said.choices[option.id]))
    return {
        "marked": marked,
        "marks": said,
        "seal": marks.seal,
        "spent": offer.spent(said),
        "left": offer.chosen.budget_ore - offer.spent(said),
        "closes_at": place.here.closes_at,
        **about(place, offer.parts),
    }


def receipt_page(place: Place, code: str, *, changed: bool = False) -> Page:
    """Shown once: answers to a POST are never stored."""
    return page(
        "voting/receipt.html",
        code=say_code(code),
        receipt=say_code(receipt_of(code)),
        changed=changed,
        closes_at=place.here.closes_at,
        **about(place, ()),
    )


def _weight(offer: Offer, mark: int) -> int:
    """First rank first, most points first."""
    return mark if offer.chosen.ballot == "ranking" else -mark


def _purpose(visit: Visit, place: Place) -> str:
    return f"voting.code:{place.here.id}:{person_of(visit).id}"
