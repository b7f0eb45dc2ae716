"""Nothing joins an anonymous response with a person: no id, no time, no order, no address, no line of the log, no transaction."""

import json
from collections import Counter
from typing import Any

from core.db import rows, value
from core.sdk.testing.activities import Stand
from core.sdk.testing.people import new_person
from plugins.survey.answering.mixing import FEWEST, mix, mix_all
from tests.conftest import Client
from tests.plugins.survey.asking import answer, new_survey
from tests.support.towns import Towns

PEOPLE = 8


async def answered(
    two_towns: Towns, client: Client, *, people: int = PEOPLE, **chosen: Any
) -> tuple[Stand, list[int]]:
    """Each answers their own age, so that the test knows who wrote what; the database must not."""
    stand = await new_survey(two_towns.a, **chosen)
    ids = []
    for n in range(people):
        person = await new_person(two_towns.a, name=f"Deltaker {n}")
        ids.append(person.id)
        done = await answer(
            await client(two_towns.a, person), stand, **{"a.q5": str(30 + n), "a.q8": f"Svar {n}"}
        )
        assert done.status_code == 200
    return stand, ids


async def everything(stand: Stand) -> dict[str, list[dict[str, Any]]]:
    """Every column of every table that an answer touches, with what PostgreSQL itself keeps beside them."""
    hidden = "t.xmin::text AS x_min, t.xmax::text AS x_max, t.ctid::text AS place"
    async with stand.open():
        return {
            "responses": await rows(
                f"SELECT t.*, {hidden} FROM survey_response t WHERE activity = $1", stand.activity_id
            ),
            "takers": await rows(
                f"SELECT t.*, {hidden} FROM survey_taker t WHERE activity = $1 ORDER BY id", stand.activity_id
            ),
            "log": await rows(
                f"SELECT t.*, {hidden} FROM participation t WHERE activity_id = $1 ORDER BY id",
                stand.activity_id,
            ),
            "texts": await rows(
                "SELECT c.*, s.response, c.xmin::text AS x_min, c.ctid::text AS place FROM contribution c "
                "JOIN survey_text s ON s.contribution = c.id WHERE c.activity = $1",
                stand.activity_id,
            ),
            "jobs": await rows("SELECT t.*, t.xmin::text AS x_min FROM outbox t WHERE name LIKE 'survey.%'"),
        }


async def test_anonymous_response_shares_nothing_with_the_log(two_towns: Towns, client: Client) -> None:
    stand, people = await answered(two_towns, client)
    async with stand.open() as place:
        await mix(place=place)
    found = await everything(stand)
    assert len(found["responses"]) == len(found["log"]) == len(found["takers"]) == PEOPLE
    deeds = {each[key] for each in (*found["log"], *found["takers"]) for key in ("x_min", "x_max")} - {"0"}
    said = {str(v) for each in (*found["log"], *found["takers"]) for v in each.values()}
    for each in found["responses"]:
        assert str(each["id"]) not in said
    for each in (*found["responses"], *found["texts"]):
        assert each["x_min"] not in deeds
        assert each.get("person") is None
        assert each.get("author") is None
    whole = json.dumps(found["responses"] + found["texts"], default=str)
    assert not any(f'"{person}"' in whole for person in people)
    assert "Deltaker" not in whole
    assert all(each["contribution_id"] is None for each in found["log"])


async def test_anonymous_response_keeps_a_day_and_no_moment(two_towns: Towns, client: Client) -> None:
    stand, _people = await answered(two_towns, client)
    async with stand.open() as place:
        await mix(place=place)
    found = await everything(stand)
    assert {type(each["submitted_on"]).__name__ for each in found["responses"]} == {"date"}
    assert all((t["created_at"].hour, t["created_at"].minute) == (12, 0) for t in found["texts"])
    assert {t["updated_at"] for t in found["texts"]} == {t["created_at"] for t in found["texts"]}
    assert all(each["locale"] == "" for each in found["responses"])


async def test_order_of_anonymous_responses_is_drawn_anew(two_towns: Towns, client: Client) -> None:
    """By id, by place in the file, by the ids of texts: none is the order in which people came."""
    orders: Counter[str] = Counter()
    for _n in range(2):
        stand, _people = await answered(two_towns, client)
        async with stand.open() as place:
            await mix(place=place)
        found = await everything(stand)
        came = list(range(30, 30 + PEOPLE))
        by_id = [r["answers"]["q5"] for r in sorted(found["responses"], key=lambda r: str(r["id"]))]
        by_place = [r["answers"]["q5"] for r in sorted(found["responses"], key=lambda r: _spot(r["place"]))]
        by_text = [
            30 + int(t["text"].split()[-1]) for t in sorted(found["texts"], key=lambda t: int(t["id"]))
        ]
        orders["id"] += by_id == came
        orders["place"] += by_place == came
        orders["text"] += by_text == came
    assert max(orders.values()) < 2  # once in 40,320 by chance


async def test_few_responses_wait_for_company_and_are_counted_meanwhile(
    two_towns: Towns, client: Client
) -> None:
    stand, _people = await answered(two_towns, client, people=FEWEST - 1)
    async with stand.open() as place:
        assert await mix(place=place) == 0
        assert (
            await value(
                "SELECT count(*) FROM survey_response WHERE NOT mixed AND activity = $1", stand.activity_id
            )
            == 4
        )
        await mix_all()
        assert (
            await value(
                "SELECT count(*) FROM survey_response WHERE NOT mixed AND activity = $1", stand.activity_id
            )
            == 4
        )


async def test_responses_that_wait_are_not_in_results_that_everyone_sees(
    two_towns: Towns, client: Client
) -> None:
    stand, _people = await answered(two_towns, client, people=FEWEST + 1, results="live")
    anyone = await client(two_towns.a)
    assert "<dd>6" not in (await anyone.get(f"{stand.url}/results")).text
    async with stand.open() as place:
        await mix(place=place)
    assert "<dd>6" in (await anyone.get(f"{stand.url}/results")).text


async def test_draft_of_an_anonymous_answer_names_nobody(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    person = await new_person(two_towns.a)
    kari = await client(two_towns.a, person)
    await kari.post(f"{stand.url}/start")
    async with stand.open():
        (draft,) = await rows("SELECT * FROM survey_draft WHERE activity = $1", stand.activity_id)
    assert set(draft) == {
        "id",
        "activity",
        "version",
        "key_hash",
        "page",
        "path",
        "answers",
        "kiosk",
        "changed_at",
    }
    assert len(draft["key_hash"]) == 64


async def test_response_with_a_name_says_whose_it_is_where_staff_chose_so(
    two_towns: Towns, client: Client
) -> None:
    stand, people = await answered(two_towns, client, people=2, anonymous=False)
    found = await everything(stand)
    assert {each["person"] for each in found["responses"]} == set(people)
    assert {each["author"] for each in found["texts"]} == set(people)


def _spot(ctid: str) -> tuple[int, ...]:
    return tuple(map(int, ctid.strip("()").split(",")))
