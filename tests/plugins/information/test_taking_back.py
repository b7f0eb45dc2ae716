"""The sender takes a statement back: it is gone for all but staff, and the record says so."""

from core.db import value
from core.people import Person
from core.sdk.testing import Stand
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.plugins.information.test_hearing import statement
from tests.support.towns import Towns


async def _publish(client: Client, stand: Stand, boss: Person, number: int) -> int:
    desk = await client(stand.tenant, boss)
    sent = {"body": "<p>Vi som bor her.</p>", "redacted": "", "with_files": "on"}
    return (await desk.post(f"{stand.url}/manage/statements/{number}/publish", data=sent)).status_code


async def test_statement_that_is_taken_back_is_gone_for_all_but_staff(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    number = await statement(client, stand, kari)
    assert await _publish(client, stand, boss, number) == 303
    own, visitor, desk = (
        await client(stand.tenant, kari),
        await client(stand.tenant),
        await client(stand.tenant, boss),
    )
    assert (await visitor.get(f"{stand.url}/statements/{number}")).status_code == 200
    assert "Take the statement back?" in (await own.get(f"{stand.url}/receipt/{number}/withdraw")).text
    for _twice in range(2):
        assert (await own.post(f"{stand.url}/receipt/{number}/withdraw")).status_code == 303
    assert (await visitor.get(f"{stand.url}/statements/{number}")).status_code == 404
    assert "Behold båtplassene" not in (await visitor.get(f"{stand.url}/statements")).text
    assert "You have taken your statement back" in (await own.get(f"{stand.url}/receipt/{number}")).text
    assert "Taken back by the sender" in (await desk.get(f"{stand.url}/manage/incoming")).text
    assert (
        "It is not shown, and not answered"
        in (await desk.get(f"{stand.url}/manage/statements/{number}")).text
    )
    assert await _publish(client, stand, boss, number) == 422
    assert "Behold" not in (await desk.get(f"{stand.url}/manage/answers.csv")).text
    async with scope(stand.tenant, read_only=True):
        noted = await value(
            "SELECT count(*) FROM audit WHERE action = 'information.withdraw' AND subject_id = $1",
            number,
        )
        assert noted == 1


async def test_only_its_sender_takes_it_back(
    stand: Stand, client: Client, kari: Person, boss: Person, make_person: MakePerson, towns: Towns
) -> None:
    number = await statement(client, stand, kari)
    url = f"{stand.url}/receipt/{number}/withdraw"
    other = await client(stand.tenant, await make_person(stand.tenant))
    for stranger in (other, await client(stand.tenant, boss), await client(towns.b)):
        assert (await stranger.get(url)).status_code in (401, 404)
        assert (await stranger.post(url)).status_code in (401, 404)
    async with scope(stand.tenant, read_only=True):
        state = await value("SELECT state FROM information_statement WHERE contribution = $1", number)
    assert state == "received"


async def test_when_the_answers_are_published_it_is_too_late(
    stand: Stand, client: Client, kari: Person, boss: Person
) -> None:
    number = await statement(client, stand, kari)
    desk, own = await client(stand.tenant, boss), await client(stand.tenant, kari)
    given = {"outcome": "noted", "summary": "Vil ha båtplasser", "reason": "Vi tar det med videre."}
    assert (await desk.post(f"{stand.url}/manage/statements/{number}/answer", data=given)).status_code == 303
    assert (await desk.post(f"{stand.url}/manage/answers")).status_code == 303
    late = await own.post(f"{stand.url}/receipt/{number}/withdraw")
    assert late.status_code == 422
    assert "Write to the municipality" in late.text
