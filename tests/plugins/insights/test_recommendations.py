"""From themes to recommendations: proposed, accepted, weighed, merged, ordered, signed, taken away."""

import pytest

from core.db import execute
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.tenancy import scope
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_idea
from tests.plugins.insights.desk import CYCLING, POOL, Workbench, new_workbench
from tests.support.people import new_person
from tests.support.towns import Towns


@pytest.fixture
async def desk(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    """Twelve ideas in themes, and a proposal of each theme."""
    made = await new_workbench(two_towns.a, client, make_person)
    answer = await made.do("/recommendations/propose", theme=await _own_themes(made))
    assert answer.status_code == 303
    return made


async def _own_themes(desk: Workbench) -> list[str]:
    found = await desk.ask("SELECT id FROM insights_theme WHERE study = $1 ORDER BY id", desk.study)
    return [str(each["id"]) for each in found]


async def _recommendations(desk: Workbench) -> list[dict[str, object]]:
    return await desk.ask(
        "SELECT id, title, text, state, position, changes FROM insights_recommendation WHERE study = $1 ORDER BY position, id",
        desk.study,
    )


async def test_theme_becomes_a_proposal_with_words_for_and_against(desk: Workbench) -> None:
    proposals = await _recommendations(desk)
    assert len(proposals) >= 2
    assert {each["state"] for each in proposals} == {"proposed"}
    shown = await desk.see("/recommendations")
    assert "6 people" in shown or "5 people" in shown
    pages = "".join([await desk.see(f"/recommendations/{each['id']}") for each in proposals])
    assert sum(text in pages for text in CYCLING + POOL) >= 6
    assert "imot sykkelfelt" in pages.split("What people say against it", 1)[1]


async def test_quotations_stand_word_for_word_in_their_source(desk: Workbench) -> None:
    chosen = await desk.ask(
        "SELECT e.contribution, e.sentence FROM insights_evidence e JOIN insights_recommendation r ON r.id = e.recommendation "
        "WHERE r.study = $1",
        desk.study,
    )
    assert chosen
    by_id = {number: text for text, number in desk.said.items()}
    assert {each["contribution"] for each in chosen} <= set(by_id)


async def test_quotation_of_a_changed_or_hidden_text_is_not_shown(desk: Workbench) -> None:
    quoted = await desk.ask(
        "SELECT e.contribution AS id, r.id AS recommendation FROM insights_evidence e "
        "JOIN insights_recommendation r ON r.id = e.recommendation WHERE r.study = $1 AND e.side = 'for' ORDER BY e.id LIMIT 2",
        desk.study,
    )
    by_id = {number: text for text, number in desk.said.items()}
    first, second = quoted
    async with scope(desk.tenant):
        await execute("UPDATE contribution SET text = 'Noe helt annet' WHERE id = $1", first["id"])
        await execute("UPDATE contribution SET state = 'hidden' WHERE id = $1", second["id"])
    page = await desk.see(f"/recommendations/{first['recommendation']}")
    words = page.split('id="words"', 1)[1].split('id="who"')[0]
    assert f"{by_id[int(str(first['id']))]}." not in words
    assert f"{by_id[int(str(second['id']))]}." not in words
    assert "not shown" in page


async def test_many_are_accepted_at_once_ordered_and_signed(desk: Workbench) -> None:
    ids = [str(each["id"]) for each in await _recommendations(desk)]
    await desk.do("/recommendations/decide", recommendation=ids, do="accept")
    await desk.do(f"/recommendations/{ids[-1]}/move", step="up")
    order = [str(each["id"]) for each in await _recommendations(desk)]
    assert order[-2] == ids[-1]
    await desk.do("/recommendations/sign")
    assert "Signed by" in await desk.see("/recommendations")


async def test_what_staff_wrote_and_took_away_stands_after_more_input(desk: Workbench) -> None:
    one, *_others = await _recommendations(desk)
    saved = await desk.do(f"/recommendations/{one['id']}", title="Bygg det", text="Fordi", version="1")
    assert saved.status_code == 303, saved.text
    gone = await desk.ask("SELECT id FROM insights_evidence WHERE recommendation = $1 ORDER BY id", one["id"])
    await desk.do(f"/recommendations/{one['id']}/evidence", evidence=str(gone[0]["id"]), do="remove")
    theme = (await desk.ask("SELECT theme FROM insights_backing WHERE recommendation = $1", one["id"]))[0]
    new = await new_idea(desk.ground, await new_person(desk.tenant), title="Enda en ting", body="<p>Her.</p>")
    async with scope(desk.tenant):
        await execute(
            "INSERT INTO insights_placing (study, contribution, theme) VALUES ($1, $2, $3) "
            "ON CONFLICT (study, contribution) DO UPDATE SET theme = excluded.theme",
            desk.study,
            new,
            theme["theme"],
        )
    await desk.do("/recommendations/propose")
    again = next(each for each in await _recommendations(desk) if each["id"] == one["id"])
    assert (again["title"], again["text"], again["state"]) == ("Bygg det", "Fordi", "accepted")
    assert dict(again["changes"])["contributions"] == 1  # type: ignore[call-overload]
    assert "+1 contributions" in await desk.see("/recommendations")
    removed = await desk.ask("SELECT removed FROM insights_evidence WHERE id = $1", gone[0]["id"])
    assert removed == [{"removed": True}]


async def test_two_become_one_with_the_people_of_both_counted_once(desk: Workbench) -> None:
    first, second, *_rest = await _recommendations(desk)
    before = await desk.ask(
        "SELECT count(DISTINCT contribution) AS n FROM insights_backing WHERE recommendation = ANY($1::bigint[])",
        [first["id"], second["id"]],
    )
    await desk.do(f"/recommendations/{second['id']}/merge", into=str(first["id"]))
    after = await desk.ask(
        "SELECT count(*) AS n FROM insights_backing WHERE recommendation = $1", first["id"]
    )
    assert after == before
    assert f"{before[0]['n']} people" in await desk.see(f"/recommendations/{first['id']}")
    assert (await desk.staff.get(f"{desk.url}/recommendations/{second['id']}")).status_code == 404


async def test_links_lead_both_ways(desk: Workbench) -> None:
    one, *_others = await _recommendations(desk)
    behind = await desk.see(f"/recommendations/{one['id']}/behind")
    some = (await desk.ask("SELECT contribution FROM insights_backing WHERE recommendation = $1", one["id"]))[
        0
    ]
    assert f"/manage/insights/contributions/{some['contribution']}" in behind
    back = await desk.staff.get(f"/manage/insights/contributions/{some['contribution']}")
    assert f"{desk.url}/recommendations/{one['id']}" in back.text


async def test_contribution_s_own_page_tells_staff_what_it_led_to(desk: Workbench, client: Client) -> None:
    one, *_others = await _recommendations(desk)
    some = (await desk.ask("SELECT contribution FROM insights_backing WHERE recommendation = $1", one["id"]))[
        0
    ]
    address = f"{desk.ground.url}/{some['contribution']}"
    assert f"{desk.url}/recommendations/{one['id']}" in (await desk.staff.get(address)).text
    visitor = await (await client(desk.tenant)).get(address)
    assert visitor.status_code == 200
    assert "Recommendations that rest on it" not in visitor.text


@pytest.mark.parametrize(
    ("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")]
)
async def test_recommendations_are_taken_away_in_four_forms(
    desk: Workbench, kind: str, begins: bytes
) -> None:
    ids = [str(each["id"]) for each in await _recommendations(desk)]
    await desk.do("/recommendations/decide", recommendation=ids, do="accept")
    answer = await desk.staff.get(f"{desk.url}/recommendations/export/{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)


async def test_others_see_and_change_nothing(
    desk: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    one, *_others = await _recommendations(desk)
    here = f"{desk.url}/recommendations/{one['id']}"
    elsewhere = await client(two_towns.b, await make_person(two_towns.b, role=Role.MANAGER))
    resident = await client(desk.tenant, await make_person(desk.tenant))
    for path in (
        here,
        f"{here}/behind",
        f"{desk.url}/recommendations",
        f"{desk.url}/recommendations/export/csv",
    ):
        assert (await elsewhere.get(path)).status_code == 404
        assert (await resident.get(path)).status_code == 403
    moderator = await client(desk.tenant, await make_person(desk.tenant, role=Role.MODERATOR))
    for path in (
        here,
        f"{here}/merge",
        f"{desk.url}/recommendations/sign",
        f"{desk.url}/recommendations/propose",
    ):
        assert (await moderator.post(path, data={})).status_code in {403, 404}
    await run_due_jobs(desk.tenant)
    assert {each["state"] for each in await _recommendations(desk)} == {"proposed"}
