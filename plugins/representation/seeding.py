"""Demonstration content: most residents have told about themselves, and the older ones took part more, as it is in many places.

The place is invented, so it is in no table of facts: its figures are the whole country's shares of its own size.
"""

from datetime import UTC, datetime
from random import Random

from core.sdk import Person, Seeding, site, value
from plugins.representation.facts import age_groups, whole_country
from plugins.representation.population import YOUNGEST, bring, span_of
from plugins.representation.telling import tell

_TELL, _INVITE, _WOMEN = 0.8, 0.6, 0.56
_AGES = (
    (15, 19, 2),
    (20, 29, 4),
    (30, 39, 17),
    (40, 49, 22),
    (50, 59, 21),
    (60, 69, 19),
    (70, 79, 12),
    (80, 91, 3),
)


async def sow(seeding: Seeding) -> None:
    """Asked for each project; the people and the place's figures are the same for all of them."""
    if await value("SELECT EXISTS (SELECT 1 FROM representation_about)"):
        return
    here = await site()
    await bring(_figures(here.population or 0))
    for person in seeding.residents:
        await _tell_about(person)


async def _tell_about(person: Person) -> None:
    """The same each time the demonstration is set up."""
    chance = Random(f"about:{person.name}")  # noqa: S311 - invented people
    if chance.random() > _TELL:
        return
    youngest, oldest, _weight = chance.choices(_AGES, [each[2] for each in _AGES])[0]
    await tell(
        person_id=person.id,
        birth_year=datetime.now(UTC).year - chance.randint(youngest, oldest),
        sex="female" if chance.random() < _WOMEN else "male",
        invite=chance.random() < _INVITE,
    )


def _figures(people: int) -> bytes:
    """As staff would bring them: ages from thirteen years on, and sex."""
    whole = whole_country()
    everybody = sum(sum(ages.values()) for ages in whole.values())
    grown = [age for age in age_groups() if (span_of(age) or (0, 0))[1] >= YOUNGEST]
    counted = [("age", age, sum(ages[age] for ages in whole.values())) for age in grown]
    counted += [("sex", sex, sum(ages[age] for age in grown)) for sex, ages in whole.items()]
    return "\n".join(f"{kind};{name};{round(people * n / everybody)}" for kind, name, n in counted).encode()
