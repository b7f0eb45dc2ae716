"""Demonstration content for activities that weigh options."""

from typing import Any

from core.sdk import Localized, Place, Seeding, react, value
from plugins.deliberation.options.service import (
    SIDES,
    add_argument,
    criteria_of,
    save_option,
    set_criteria,
    set_scores,
)


async def seed_options(seeding: Seeding, content: dict[str, Any]) -> None:
    """Options with facts and scores; half way and after, with arguments that people have weighed."""
    place, language = seeding.place, seeding.language
    names = [each[language] for each in content["criteria"]]
    await set_criteria(place=place, names=names, language=language)
    criteria = await criteria_of(activity_id=place.here.id)
    for number, each in enumerate(content["option"]):
        words = each[language]
        option_id = await save_option(
            place=place,
            option_id=None,
            names=Localized({language: words["name"]}),
            descriptions=Localized({language: words["description"]}),
            facts=Localized({language: words["facts"]}),
        )
        scores = {c.id: (score[0], score[1]) for c, score in zip(criteria, each["scores"], strict=True)}
        await set_scores(place=place, option_id=option_id, scores=scores, language=language)
        if seeding.stage != "open" and seeding.residents:
            await _argue(seeding, option_id, each, number)


async def _argue(seeding: Seeding, option_id: int, option: dict[str, Any], number: int) -> None:
    place: Place = seeding.place
    people = seeding.residents
    for name, side in SIDES.items():
        for place_in_list, each in enumerate(option[name]):
            author = people[(number * 3 + place_in_list) % len(people)]
            text = each[seeding.language]
            await add_argument(place=place, author=author, option_id=option_id, side=side, text=text)
            newest = await value(
                "SELECT max(contribution) FROM deliberation_argument WHERE option = $1", option_id
            )
            for person in people[place_in_list :: 2 + number]:
                if person.id != author.id:  # nobody weighs an argument of their own
                    await react(place=place, contribution_id=newest, person=person, value=1)
