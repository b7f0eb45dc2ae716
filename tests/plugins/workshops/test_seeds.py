"""Demonstration content is written through the services, in every stage and theme."""

import pytest

from core.i18n import speaking
from core.people import Role
from core.sdk import Seeding, participants, rows, value
from core.sdk.testing import Client, MakePerson, Stand
from plugins.workshops import seeds
from plugins.workshops.seeding import content_of


@pytest.mark.parametrize(
    ("stage", "theme", "states"),
    [
        ("open", "square", ["planned", "planned"]),
        ("running", "harbour", ["finished", "planned"]),
        ("finished", "flood", ["finished"]),
        ("finished", "square", ["finished"]),
        ("running", "unknown", ["finished", "planned"]),
    ],
)
async def test_stage_has_its_meetings_and_the_log_is_right(
    stand: Stand, make_person: MakePerson, client: Client, stage: str, theme: str, states: list[str]
) -> None:
    residents = tuple([await make_person(stand.tenant, name=f"Person {n}") for n in range(7)])
    staff = (await make_person(stand.tenant, name="Aud Leder", role=Role.ADMIN),)
    async with stand.open() as place:
        with speaking("nb"):
            await seeds(
                Seeding(
                    place=place, stage=stage, theme=theme, language="nb", residents=residents, staff=staff
                )
            )
        found = await rows(
            "SELECT id, state, minutes_id FROM workshops_meeting WHERE activity = $1 ORDER BY id",
            stand.activity_id,
        )
        people = await value(
            "SELECT count(DISTINCT who) FROM participation WHERE activity_id = $1", stand.activity_id
        )
        assert await participants(activity_id=stand.activity_id) == people == (0 if stage == "open" else 7)
    assert [each["state"] for each in found] == states
    assert all((each["minutes_id"] is not None) == (stage == "finished") for each in found)
    visitor = await client(stand.tenant)
    for each in found:
        for path in ("", "/room"):
            assert (await visitor.get(f"{stand.url}/meetings/{each['id']}{path}")).status_code == 200


def test_themes_say_everything_in_both_languages() -> None:
    for theme in ("harbour", "flood", "square"):
        content = content_of(theme)
        for words in (
            content["title"],
            content["next"],
            content["intro"],
            content["programme"],
            content["access"],
        ):
            assert set(words) == {"nb", "nn"}
        for step in content["step"]:
            for name in ("title", "text", "options", "said"):
                assert set(step.get(name, {"nb": 1, "nn": 1})) == {"nb", "nn"}
            lines = step.get("options", {"nb": "", "nn": ""})
            assert len(lines["nb"].splitlines()) == len(lines["nn"].splitlines())
