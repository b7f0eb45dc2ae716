"""Options side by side: facts from staff, arguments from people, a comparison."""

import re

from core.db import rows, value
from core.people import Role
from core.sdk.testing.activities import Stand
from core.tenancy import scope
from plugins.deliberation.cloning import copy_options
from tests.conftest import Client, MakePerson
from tests.plugins.deliberation.conftest import NewStand
from tests.support.towns import Towns


async def with_options(towns: Towns, new_stand: NewStand, client: Client) -> tuple[Stand, list[int]]:
    """Two options, made by staff through their pages."""
    stand = await new_stand(towns.a, shape="options", seeds=())
    staff = await client(towns.a, role=Role.ADMIN)
    await staff.post(f"{stand.url}/manage/criteria", data={"names": "Costs\nNature"})
    for name in ("Bru", "Ferge"):
        data = {"names.nb": name, "facts.nb": f"{name} koster penger.\nDet tar tid."}
        answer = await staff.post(f"{stand.url}/manage/options/new", data=data)
        assert answer.status_code == 303, answer.text
    async with scope(towns.a, read_only=True):
        found = await rows(
            "SELECT id FROM deliberation_option WHERE activity = $1 ORDER BY position", stand.activity_id
        )
    return stand, [each["id"] for each in found]


async def test_residents_argue_and_rate(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand, (bridge, _ferry) = await with_options(towns, new_stand, client)
    kari = await client(towns.a, await make_person(towns.a))
    data = {"side": "for", "text": "Brua er der om natta også."}
    assert (await kari.post(f"{stand.url}/option/{bridge}", data=data)).status_code == 303
    ola = await client(towns.a, await make_person(towns.a))
    page = (await ola.get(f"{stand.url}/option/{bridge}")).text
    pro, _sign, con = page.partition("What speaks against it")
    assert "Brua er der om natta også." in pro
    assert "Brua er der" not in con
    argument = re.search(r'id="argument-(\d+)"', page)
    assert argument
    await ola.post(f"/contributions/{argument[1]}/react", data={"reaction": "support"})
    async with scope(towns.a, read_only=True):
        assert await value("SELECT support_count FROM contribution WHERE id = $1", int(argument[1])) == 1
        logged = await rows(
            "SELECT action FROM participation WHERE activity_id = $1 ORDER BY id", stand.activity_id
        )
    assert [each["action"] for each in logged] == ["deliberation.argue", "deliberation.support"]
    leads = await ola.get(f"{stand.url}/{argument[1]}")
    assert leads.headers["location"].endswith(f"/argument/{argument[1]}")


async def test_argument_needs_a_side_and_words(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand, (bridge, _ferry) = await with_options(towns, new_stand, client)
    kari = await client(towns.a, await make_person(towns.a))
    for data in (
        {"text": "Uten side."},
        {"side": "for"},
        {"side": "both", "text": "Begge."},
        {"side": "for", "text": "x" * 401},
    ):
        answer = await kari.post(f"{stand.url}/option/{bridge}", data=data)
        assert answer.status_code == 422, data
    visitor = await client(towns.a)
    answer = await visitor.post(f"{stand.url}/option/{bridge}", data={"side": "for", "text": "Som gjest."})
    assert answer.status_code == 401
    assert "Som gjest." in answer.text


async def test_option_of_another_activity_is_not_found(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand, _ids = await with_options(towns, new_stand, client)
    other, (foreign, _more) = await with_options(towns, new_stand, client)
    kari = await client(towns.a, await make_person(towns.a))
    assert other.activity_id != stand.activity_id
    assert (await kari.get(f"{stand.url}/option/{foreign}")).status_code == 404
    staff = await client(towns.a, role=Role.ADMIN)
    assert (await staff.get(f"{stand.url}/manage/options/{foreign}")).status_code == 404
    assert (await staff.post(f"{stand.url}/manage/options/{foreign}/remove")).status_code == 404


async def test_comparison_sums_only_what_one_chose(towns: Towns, new_stand: NewStand, client: Client) -> None:
    stand, (bridge, ferry) = await with_options(towns, new_stand, client)
    staff = await client(towns.a, role=Role.ADMIN)
    async with scope(towns.a, read_only=True):
        costs, nature = [
            each["id"]
            for each in await rows(
                "SELECT id FROM deliberation_criterion WHERE activity = $1 ORDER BY position",
                stand.activity_id,
            )
        ]
    for option, name, score in ((bridge, "Bru", -2), (ferry, "Ferge", 1)):
        data = {
            "names.nb": name,
            "version": "1",
            f"score-{costs}": score,
            f"words-{costs}": "dyrt",
            f"score-{nature}": 0,
        }
        assert (await staff.post(f"{stand.url}/manage/options/{option}", data=data)).status_code == 303
    visitor = await client(towns.a)
    plain = (await visitor.get(f"{stand.url}/tradeoff")).text
    assert "much worse" in plain
    assert "By what you chose" not in plain
    weighed = (await visitor.get(f"{stand.url}/tradeoff?mine={costs}")).text.partition("By what you chose")[2]
    assert weighed.index("Ferge") < weighed.index("Bru")


async def test_options_are_moved_and_removed_only_while_nobody_has_argued(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand, (bridge, ferry) = await with_options(towns, new_stand, client)
    staff = await client(towns.a, role=Role.ADMIN)
    await staff.post(f"{stand.url}/manage/options/{ferry}/move", data={"step": "up"})
    page = (await (await client(towns.a)).get(stand.url)).text
    assert page.index("Ferge") < page.index("Bru")
    kari = await client(towns.a, await make_person(towns.a))
    await kari.post(f"{stand.url}/option/{bridge}", data={"side": "against", "text": "Den skjemmer."})
    for option in (bridge, ferry):
        await staff.post(f"{stand.url}/manage/options/{option}/remove")
    async with scope(towns.a, read_only=True):
        left = await rows("SELECT id FROM deliberation_option WHERE activity = $1", stand.activity_id)
    assert [each["id"] for each in left] == [bridge]


async def test_copied_activity_has_options_and_scores_but_no_arguments(
    towns: Towns, new_stand: NewStand, client: Client, make_person: MakePerson
) -> None:
    stand, (bridge, _ferry) = await with_options(towns, new_stand, client)
    kari = await client(towns.a, await make_person(towns.a))
    await kari.post(f"{stand.url}/option/{bridge}", data={"side": "for", "text": "Ja."})
    copy = await new_stand(towns.a, shape="options", seeds=())
    async with scope(towns.a):
        await copy_options(source_id=stand.activity_id, target_id=copy.activity_id)
    page = (await (await client(towns.a)).get(copy.url)).text
    assert "Bru koster penger." in page
    assert "Ja." not in page
    async with scope(towns.a, read_only=True):
        keys = await value(
            "SELECT count(*) FROM deliberation_option o, jsonb_object_keys(o.scores) k WHERE o.activity = $1 "
            "AND k::bigint NOT IN (SELECT id FROM deliberation_criterion WHERE activity = $1)",
            copy.activity_id,
        )
    assert keys == 0
