"""Casting and changing a ballot. The only writer of who has voted."""

from core.sdk import Person, Place, Refused, Text, _, record, row, value
from plugins.voting.ballot import urn
from plugins.voting.ballot.codes import receipt_of
from plugins.voting.ballot.marks import Marks, marks_from, tidy
from plugins.voting.ballot.rules import Offer, check_marks
from plugins.voting.decided import is_decided
from plugins.voting.options import options_of, parts_of
from plugins.voting.settings import settings_of


class AlreadyCast(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have already voted. Use your change code to change your ballot."))


class ResultIsOut(Refused):
    def __init__(self) -> None:
        super().__init__(_("The result is published. Nobody can vote or change a ballot here any more."))


class NothingMarked(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is nothing on your ballot yet. Choose first."))


class MarkedOtherwise(Refused):
    def __init__(self) -> None:
        super().__init__(_("Your ballot was changed in another window. Look at it again, and then cast it."))


class NoSuchBallot(Refused):
    field = "code"

    def __init__(self) -> None:
        super().__init__(_("No ballot here has this change code. Look at each letter once more."))


class NotValid(Refused):
    """`problems`: everything that must be mended."""

    def __init__(self, problems: list[Text]) -> None:
        super().__init__(problems[0])
        self.problems = problems


async def offer_of(place: Place) -> Offer:
    return Offer(
        settings_of(place.here),
        await options_of(activity=place.here),
        await parts_of(activity_id=place.here.id),
    )


async def cast(*, place: Place, person: Person, code: str, seal: str) -> str:
    """Cast the person's draft as a ballot; its receipt. The same request sent twice gives the same answer once more.

    The row of who has voted comes first: whoever sends at the same time waits there, and is then refused.
    """
    await _check_not_out(place.here.id)
    receipt = receipt_of(code)
    first = await value(
        "INSERT INTO voting_voter (activity, person) VALUES ($1, $2) ON CONFLICT (activity, person) DO NOTHING RETURNING id",
        place.here.id,
        person.id,
    )
    if first is None:
        if await urn.holds(activity_id=place.here.id, receipt=receipt):
            return receipt
        raise AlreadyCast
    marks = await _taken_draft(place, person, seal)
    valid = check_valid(await offer_of(place), marks)
    await urn.drop(activity_id=place.here.id, receipt=receipt, marks=valid)
    await record(
        action="voting.vote", project_id=place.project.id, activity_id=place.here.id, person_id=person.id
    )
    return receipt


async def change(*, place: Place, code: str, marks: Marks) -> str:
    """Change a cast ballot by its code. Nothing is recorded: nobody knows whose it is."""
    await _check_not_out(place.here.id)
    receipt = receipt_of(code)
    valid = check_valid(await offer_of(place), marks)
    if not await urn.replace(activity_id=place.here.id, receipt=receipt, marks=valid):
        raise NoSuchBallot
    return receipt


async def ballot_of(*, activity_id: int, code: str) -> Marks:
    """What stands on the ballot of this code. Raises NoSuchBallot, ResultIsOut."""
    await _check_not_out(activity_id)
    found = await row(
        "SELECT choices, district FROM voting_ballot WHERE activity = $1 AND receipt = $2 AND channel = 'web'",
        activity_id,
        receipt_of(code),
    )
    if found is None:
        raise NoSuchBallot
    return marks_from(found["choices"], found["district"])


def check_valid(offer: Offer, marks: Marks) -> Marks:
    """Tidy marks that may be cast. Raises NotValid."""
    if problems := check_marks(offer, marks):
        raise NotValid(problems)
    return tidy(offer.chosen, Marks(marks.choices, marks.district if offer.one_district else None))


async def _check_not_out(activity_id: int) -> None:
    """Also where staff open a vote again: from publishing on no code leads to its own ballot."""
    if await is_decided(activity_id=activity_id):
        raise ResultIsOut


async def _taken_draft(place: Place, person: Person, seal: str) -> Marks:
    found = await row(
        "DELETE FROM voting_draft WHERE activity = $1 AND person = $2 RETURNING choices, district",
        place.here.id,
        person.id,
    )
    if found is None:
        raise NothingMarked
    marks = marks_from(found["choices"], found["district"])
    if marks.seal != seal:
        raise MarkedOtherwise
    return marks
