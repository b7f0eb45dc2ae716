"""What the papers say, read by two people who do not see each other's reading; where they differ, settled by a third look."""

from dataclasses import dataclass

from core.sdk import Activity, Person, Refused, _, execute, rows
from plugins.voting.ballot.marks import Marks, marks_from

SETTLED = 3


class ReadTwice(Refused):
    def __init__(self) -> None:
        super().__init__(_("This paper has been read by two people already."))


class NothingDiffers(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to settle on this paper."))


@dataclass(frozen=True, slots=True)
class Reading:
    marks: Marks
    by: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with its readings."""

    number: int
    first: Reading
    second: Reading | None
    settled: Reading | None

    @property
    def differs(self) -> bool:
        return self.second is not None and self.second.marks != self.first.marks

    @property
    def agreed(self) -> Marks | None:
        """What is counted; None while somebody must still read or settle it. Empty: blank or spoilt, not counted."""
        if self.settled is not None:
            return self.settled.marks
        return None if self.second is None or self.differs else self.first.marks


async def papers_of(*, activity_id: int) -> list[Paper]:
    found = await rows(
        "SELECT p.number, p.reading, p.choices, p.district, p.by, coalesce(w.name, '') AS name FROM voting_paper p "
        "LEFT JOIN person w ON w.id = p.by WHERE p.activity = $1 ORDER BY p.number, p.reading",
        activity_id,
    )
    by_number: dict[int, dict[int, Reading]] = {}
    for each in found:
        reading = Reading(marks_from(each["choices"], each["district"]), each["by"], each["name"])
        by_number.setdefault(each["number"], {})[each["reading"]] = reading
    return [
        Paper(number, given[1], given.get(2), given.get(SETTLED))
        for number, given in by_number.items()
        if 1 in given
    ]


async def paper(*, activity_id: int, number: int) -> Paper | None:
    return next((each for each in await papers_of(activity_id=activity_id) if each.number == number), None)


async def read_paper(*, activity: Activity, number: int, marks: Marks, by: Person) -> int:
    """Keep a reading: which one it was. Whoever reads a paper again mends the own reading. Raises ReadTwice."""
    # One at a time: two who type in the same number at once must not both be the first.
    await execute(
        "SELECT pg_advisory_xact_lock(hashtext('voting paper ' || current_schema()), $1::integer)", number
    )
    known = await paper(activity_id=activity.id, number=number)
    reading = _which(known, by)
    await _keep(activity.id, number, reading, marks, by)
    if known is not None and known.settled is not None:
        await execute(
            "DELETE FROM voting_paper WHERE activity = $1 AND number = $2 AND reading = $3",
            activity.id,
            number,
            SETTLED,
        )
    return reading


async def settle(*, activity: Activity, number: int, marks: Marks, by: Person) -> None:
    """Raises NothingDiffers."""
    known = await paper(activity_id=activity.id, number=number)
    if known is None or not known.differs:
        raise NothingDiffers
    await _keep(activity.id, number, SETTLED, marks, by)


async def remove_paper(*, activity: Activity, number: int) -> None:
    """A number that was mistyped."""
    await execute("DELETE FROM voting_paper WHERE activity = $1 AND number = $2", activity.id, number)


def _which(known: Paper | None, by: Person) -> int:
    if known is None or known.first.by == by.id:
        return 1
    if known.second is None or known.second.by == by.id:
        return 2
    raise ReadTwice


async def _keep(activity_id: int, number: int, reading: int, marks: Marks, by: Person) -> None:
    await execute(
        "INSERT INTO voting_paper (activity, number, reading, choices, district, by) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (activity, number, reading) DO UPDATE SET choices = excluded.choices, district = excluded.district, "
        "by = excluded.by, at = now()",
        activity_id,
        number,
        reading,
        marks.stored,
        marks.district,
        by.id,
    )
