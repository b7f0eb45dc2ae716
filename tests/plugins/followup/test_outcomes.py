"""You said – we did: an outcome is linked to what people wrote, published, and found by those it concerns."""

import re

from core.db import rows, value
from core.people import Person
from core.sdk import Content, add_topic, html_from_plain, merge, set_status, set_topics, statuses, submit
from core.sdk.testing import Client, Towns, new_activity, new_person
from core.tenancy import Tenant, scope
from tests.plugins.followup.conftest import Ground, new_ground, new_outcome


async def _notices(tenant: Tenant, person: Person) -> list[str]:
    async with scope(tenant, read_only=True):
        found = await rows(
            "SELECT n.url FROM notification x JOIN notice n ON n.id = x.notice WHERE x.person = $1 AND n.url LIKE $2",
            person.id,
            "%/outcomes#outcome-%",
        )
    return [each["url"] for each in found]


async def test_draft_is_seen_by_staff_only(ground: Ground, two_towns: Towns, client: Client) -> None:
    await new_outcome(ground, publish=False)
    visitor = await client(two_towns.a)
    for address in (f"{ground.project}/outcomes", ground.project, f"{ground.stand.url}/{ground.idea}", "/"):
        shown = await visitor.get(address)
        assert shown.status_code == 200
        assert "Brygga får rampe" not in shown.text
    assert "Brygga får rampe" in (await ground.desk.get(ground.manage)).text


async def test_published_stands_at_the_project_its_page_the_contribution_and_the_front_page(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    await new_outcome(ground)
    visitor = await client(two_towns.a)
    for address in (f"{ground.project}/outcomes", ground.project, f"{ground.stand.url}/{ground.idea}", "/"):
        assert "Brygga får rampe i mai" in (await visitor.get(address)).text, address
    page = (await visitor.get(f"{ground.project}/outcomes")).text
    assert f'href="{ground.stand.url}/{ground.idea}"' in page


async def test_it_stands_once_at_a_contribution_and_above_the_talk(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    await new_outcome(ground)
    shown = (await (await client(two_towns.a)).get(f"{ground.stand.url}/{ground.idea}")).text
    assert shown.count("Brygga får rampe i mai") == 1
    assert shown.index("Brygga får rampe i mai") < shown.index('id="discussion"')


async def test_author_and_supporter_are_told_once(ground: Ground, two_towns: Towns) -> None:
    outcome = await new_outcome(ground)
    await ground.desk.post(f"/manage/followup/outcomes/{outcome}/publish")
    for person in (ground.author, ground.fan):
        assert await _notices(two_towns.a, person) == [f"{ground.project}/outcomes#outcome-{outcome}"]
    assert await _notices(two_towns.a, ground.boss) == []


async def test_change_of_a_published_one_is_told_and_its_history_shown(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    outcome = await new_outcome(ground)
    url = f"/manage/followup/outcomes/{outcome}"
    version = re.search(r'name="version"[^>]* value="(\d+)"', (await ground.desk.get(url)).text)
    assert version
    data = {
        "kind": "built",
        "title": "Brygga er bygd",
        "body": "",
        "note": "Nå er den ferdig",
        "version": version[1],
    }
    assert (await ground.desk.post(url, data=data)).status_code == 303
    stale = await ground.desk.post(url, data=data | {"title": "Noe annet"})
    assert stale.status_code == 422
    assert len(await _notices(two_towns.a, ground.author)) == 2
    shown = (await (await client(two_towns.a)).get(f"{ground.project}/outcomes")).text
    assert "Brygga er bygd" in shown
    assert "Nå er den ferdig" in shown


async def test_no_needs_its_reason(ground: Ground) -> None:
    data = {"kind": "no", "title": "Vi bygger ikke brygge", "body": ""}
    answer = await ground.desk.post(f"{ground.manage}/new", data=data)
    assert answer.status_code == 422
    assert "Vi bygger ikke brygge" in answer.text


async def test_nothing_is_published_that_answers_nothing(ground: Ground, two_towns: Towns) -> None:
    outcome = await new_outcome(ground, link=False)
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT state FROM followup_outcome WHERE id = $1", outcome) == "draft"


async def test_topic_tells_those_who_wrote_about_it_in_this_project_only(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    other = await new_ground(two_towns.a, client)
    async with scope(two_towns.a):
        topic = await add_topic(names={"nb": "Havn"})
        for idea in (ground.idea, other.idea):
            await set_topics(contribution_id=idea, topics=(topic,))
    outcome = await new_outcome(ground, link=False, publish=False)
    await ground.desk.post(f"/manage/followup/outcomes/{outcome}/topic", data={"topic": str(topic)})
    await ground.desk.post(f"/manage/followup/outcomes/{outcome}/publish")
    assert len(await _notices(two_towns.a, ground.author)) == 1
    assert await _notices(two_towns.a, other.author) == []
    visitor = await client(two_towns.a)
    assert "Brygga får rampe" in (await visitor.get(f"{ground.stand.url}/{ground.idea}")).text
    assert "Brygga får rampe" not in (await visitor.get(f"{other.stand.url}/{other.idea}")).text


async def test_reference_to_a_recommendation_is_kept_and_shown(
    ground: Ground, client: Client, two_towns: Towns
) -> None:
    outcome = await new_outcome(ground, publish=False)
    url = f"/manage/followup/outcomes/{outcome}"
    data = {"reference": "insights.recommendation.7", "label": "Bygg brygger"}
    await ground.desk.post(f"{url}/reference", data=data)
    await ground.desk.post(f"{url}/reference", data=data)
    await ground.desk.post(f"{url}/publish")
    shown = (await (await client(two_towns.a)).get(f"{ground.project}/outcomes")).text
    assert shown.count("Bygg brygger") == 1


async def test_contribution_of_another_project_cannot_be_linked(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    other = await new_ground(two_towns.a, client)
    outcome = await new_outcome(ground, link=False, publish=False)
    await ground.desk.post(
        f"/manage/followup/outcomes/{outcome}/links", data={"contribution": str(other.idea)}
    )
    async with scope(two_towns.a, read_only=True):
        assert await value("SELECT count(*) FROM followup_link WHERE outcome = $1", outcome) == 0


async def test_late_link_tells_only_those_it_is_new_for(ground: Ground, two_towns: Towns) -> None:
    outcome = await new_outcome(ground)
    newcomer = await new_person(two_towns.a, name="Siri Ny")
    async with ground.stand.open() as place:
        content = Content(title="Flere benker", body=html_from_plain("Ved brygga."))
        second = await submit(place=place, kind="idea", author=newcomer, content=content)
    await ground.desk.post(f"/manage/followup/outcomes/{outcome}/links", data={"contribution": str(second)})
    assert len(await _notices(two_towns.a, newcomer)) == 1
    assert len(await _notices(two_towns.a, ground.author)) == 1


async def test_hidden_contribution_is_not_linked_to_from_the_page(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    await new_outcome(ground)
    async with scope(two_towns.a):
        await value("UPDATE contribution SET state = 'hidden' WHERE id = $1 RETURNING id", ground.idea)
    shown = (await (await client(two_towns.a)).get(f"{ground.project}/outcomes?fresh=1")).text
    assert "Badebrygge ved torget" not in shown


async def test_outcome_of_a_merged_contribution_stands_at_the_one_that_stays(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    await new_outcome(ground)
    async with ground.stand.open() as place:
        content = Content(title="Brygge, takk", body=html_from_plain("Ja."))
        stays = await submit(place=place, kind="idea", author=ground.fan, content=content)
        await merge(place=place, source_id=ground.idea, target_id=stays, by=ground.boss)
    shown = (await (await client(two_towns.a)).get(f"{ground.stand.url}/{stays}")).text
    assert "Brygga får rampe i mai" in shown


async def test_my_page_shows_answers_and_outcomes_in_one_line_of_time(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    async with ground.stand.open() as place:
        status = next(each for each in await statuses() if each.kind == "accepted")
        await set_status(
            place=place,
            contribution_id=ground.idea,
            status_id=status.id,
            by=ground.boss,
            answer="<p>Takk, vi ser på det.</p>",
        )
    await new_outcome(ground)
    for person, who in ((ground.author, "Kari"), (ground.fan, "Ola")):
        me = await client(two_towns.a, person)
        shown = (await me.get("/account/outcomes")).text
        assert shown.count("Takk, vi ser på det.") == 1, who
        assert shown.index("Takk, vi ser på det.") < shown.index("Brygga får rampe i mai")
        assert "/account/outcomes" in (await me.get("/account")).text
    stranger = await client(two_towns.a, await new_person(two_towns.a, name="Per Fremmed"))
    assert "Badebrygge" not in (await stranger.get("/account/outcomes")).text
    assert (await (await client(two_towns.a)).get("/account/outcomes")).status_code in (303, 401)


async def test_nothing_of_one_town_in_the_other(ground: Ground, two_towns: Towns, client: Client) -> None:
    outcome = await new_outcome(ground)
    other = await new_ground(two_towns.b, client)
    assert (await other.desk.get(f"/manage/followup/outcomes/{outcome + 900}")).status_code == 404
    assert "Brygga får rampe" not in (await other.desk.get("/manage/followup")).text
    assert "Brygga får rampe" not in (await other.desk.get("/")).text
    assert "Brygga får rampe" not in (await other.desk.get(f"{other.project}/outcomes")).text


async def test_residents_and_managers_of_other_projects_cannot_write(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    outcome = await new_outcome(ground, publish=False)
    resident = await client(two_towns.a, ground.author)
    for path in (ground.manage, f"/manage/followup/outcomes/{outcome}"):
        assert (await resident.get(path)).status_code == 403
    assert (await resident.post(f"/manage/followup/outcomes/{outcome}/publish")).status_code == 403


async def test_hostile_text_does_nothing(ground: Ground, two_towns: Towns, client: Client) -> None:
    await new_outcome(
        ground,
        title="<script>alert(1)</script>",
        body='<p onclick="x()">Hei <script>alert(2)</script><img src=x onerror=alert(3)></p>',
        note="<b>x</b>",
    )
    shown = (await (await client(two_towns.a)).get(f"{ground.project}/outcomes")).text
    assert "<script>alert" not in shown
    assert "onclick" not in shown
    assert "onerror" not in shown
    bad = await ground.desk.post(
        f"{ground.manage}/new",
        data={"kind": "decision", "title": "X", "body": "", "url": "javascript:alert(1)"},
    )
    assert bad.status_code == 422


async def test_method_that_knows_nothing_of_it_shows_it(
    ground: Ground, two_towns: Towns, client: Client
) -> None:
    """A question on an information page has no line about outcomes in its template, and its own page shows them all the same."""
    stand = await new_activity(two_towns.a, "information")
    async with stand.open() as place:
        content = Content(title="Når kommer brygga?", body=html_from_plain("Jeg lurer."))
        asked = await submit(
            place=place, kind="question", author=ground.author, content=content, action="ask"
        )
    manage = f"/manage/followup/{stand.project_id}"
    data = {"kind": "built", "title": "Brygga er på plass", "body": ""}
    made = await ground.desk.post(f"{manage}/new", data=data)
    url = f"/manage/followup/outcomes/{made.headers['location'].rpartition('/')[2]}"
    await ground.desk.post(f"{url}/links", data={"contribution": str(asked)})
    await ground.desk.post(f"{url}/publish")
    shown = await (await client(two_towns.a)).get(f"{stand.url}/{asked}")
    assert shown.status_code == 200
    assert shown.text.count("Brygga er på plass") == 1
