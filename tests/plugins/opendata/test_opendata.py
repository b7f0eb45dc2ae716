"""What everyone may see anyway, as tables; and never anything else."""

import csv
import io
import json
import re

import pytest

from core.db import execute
from core.people import Role
from core.sdk import Content, html_from_plain, submit
from core.sdk.testing import Client, Stand, Towns, new_activity, new_person
from core.tenancy import Tenant, scope

TABLES = ("contributions", "activities", "figures")


async def ground(
    tenant: Tenant, title: str = "Badebrygge", name: str = "Kari Nordvik"
) -> tuple[Stand, str, int]:
    """A project with one idea; its address of open data, and the idea."""
    stand = await new_activity(tenant, "ideas")
    author = await new_person(tenant, name=name)
    async with stand.open() as place:
        content = Content(
            title=title, body=html_from_plain("En tekst."), address="Strandgata 7", location=(60.1, 5.2)
        )
        idea = await submit(place=place, kind="idea", author=author, content=content)
    return stand, f"{stand.url.rpartition('/')[0]}/open-data", idea


def _lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


async def test_project_page_names_each_table_its_columns_and_the_licence(
    two_towns: Towns, client: Client
) -> None:
    _stand, base, _idea = await ground(two_towns.a)
    shown = (await (await client(two_towns.a)).get(base)).text
    for table in TABLES:
        for kind in ("csv", "json"):
            assert f"{base}/{table}.{kind}" in shown
    assert "published_at" in shown
    assert "NLOD 2.0" in shown


async def test_csv_and_json_say_the_same_and_name_nobody(two_towns: Towns, client: Client) -> None:
    _stand, base, idea = await ground(two_towns.a)
    visitor = await client(two_towns.a)
    as_csv = await visitor.get(f"{base}/contributions.csv")
    as_json = await visitor.get(f"{base}/contributions.json")
    assert as_csv.headers["content-type"].startswith("text/csv")
    lines, objects = _lines(as_csv.text), json.loads(as_json.text)
    assert [line["id"] for line in lines] == [str(each["id"]) for each in objects] == [str(idea)]
    assert objects[0]["title"] == "Badebrygge"
    for text in (as_csv.text, as_json.text):
        for personal in ("Kari", "Strandgata", "60.1", "5.2"):
            assert personal not in text


async def test_figures_are_the_blocks_with_their_n(two_towns: Towns, client: Client) -> None:
    _stand, base, _idea = await ground(two_towns.a)
    found = {
        each["figure"]: each
        for each in json.loads((await (await client(two_towns.a)).get(f"{base}/figures.json")).text)
    }
    assert (found["ideas.ideas"]["value"], found["ideas.ideas"]["n"]) == (1, 1)


async def test_formula_in_a_title_does_not_run_in_a_spreadsheet(two_towns: Towns, client: Client) -> None:
    _stand, base, _idea = await ground(two_towns.a, title="=HYPERLINK(1)")
    lines = _lines((await (await client(two_towns.a)).get(f"{base}/contributions.csv")).text)
    assert lines[0]["title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contribution SET state = 'hidden' WHERE activity = $1",
        "UPDATE contribution SET state = 'draft' WHERE activity = $1",
        "UPDATE contribution SET state = 'internal' WHERE activity = $1",
        "UPDATE activity SET state = 'draft' WHERE id = $1",
        """UPDATE activity SET rules = '{"ideas.view": {"who": "registered"}}' WHERE id = $1""",
        """UPDATE activity SET rules = '{"ideas.view": {"who": "everyone", "groups": [1]}}' WHERE id = $1""",
    ],
)
async def test_what_not_everyone_may_read_is_left_out(sql: str, two_towns: Towns, client: Client) -> None:
    stand, base, _idea = await ground(two_towns.a)
    async with scope(two_towns.a):
        await execute(sql, stand.activity_id)
    assert json.loads((await (await client(two_towns.a)).get(f"{base}/contributions.json")).text) == []


@pytest.mark.parametrize("change", ["state = 'draft'", "visibility = 'group'", "visibility = 'link'"])
async def test_project_that_is_not_for_all_has_no_open_data(
    change: str, two_towns: Towns, client: Client
) -> None:
    stand, base, _idea = await ground(two_towns.a)
    async with scope(two_towns.a):
        await execute(f"UPDATE project SET {change} WHERE id = $1", stand.project_id)
    admin = await client(two_towns.a, role=Role.ADMIN)
    for path in (base, f"{base}/contributions.csv"):
        assert (await admin.get(path)).status_code == 404
    assert base not in (await admin.get("/open-data/catalogue.ttl")).text


async def test_staff_close_and_open_a_project(two_towns: Towns, client: Client) -> None:
    stand, base, _idea = await ground(two_towns.a)
    desk = await client(two_towns.a, await new_person(two_towns.a, name="Turid", role=Role.MANAGER))
    visitor = await client(two_towns.a)
    url = f"/manage/open-data/{stand.project_id}"
    assert (await visitor.post(url, data={"on": "0"})).status_code in (303, 401, 403)
    resident = await client(two_towns.a, await new_person(two_towns.a, name="Per"))
    assert (await resident.post(url, data={"on": "0"})).status_code == 403
    for on, status in (("0", 404), ("1", 200)):
        assert (await desk.post(url, data={"on": on})).status_code == 303
        assert (await visitor.get(base)).status_code == status
        assert (await visitor.get(f"{base}/contributions.csv")).status_code == status
        assert (base in (await visitor.get("/open-data")).text) == (status == 200)
    assert base in (await desk.get("/manage/open-data")).text


async def test_catalogue_is_the_same_in_both_forms_and_whole(two_towns: Towns, client: Client) -> None:
    stand, base, _idea = await ground(two_towns.a)
    async with scope(two_towns.a):
        await execute(
            """UPDATE project SET titles = '{"nb": "Havna \\"vår\\" \\\\ <b>", "nn": "Hamna"}' WHERE id = $1""",
            stand.project_id,
        )
    visitor = await client(two_towns.a)
    graph = json.loads((await visitor.get("/open-data/catalogue.jsonld")).text)["@graph"]
    turtle = await visitor.get("/open-data/catalogue.ttl")
    assert turtle.headers["content-type"].startswith("text/turtle")
    ids = {node["@id"] for node in graph}
    catalogue = next(node for node in graph if node["@type"] == "dcat:Catalog")
    assert {each["@id"] for each in catalogue["dcat:dataset"]} <= ids
    for node in graph:
        assert f"<{node['@id']}>" in turtle.text
        if node["@type"] == "dcat:Dataset":
            assert {each["@id"] for each in node["dcat:distribution"]} <= ids
            needed = (
                "dct:title",
                "dct:description",
                "dct:publisher",
                "dcat:theme",
                "dct:accessRights",
                "dcat:contactPoint",
            )
            assert all(node[name] for name in needed)
    mine = next(node for node in graph if node["@id"].endswith(f"{base}#dataset"))
    assert {each["@language"] for each in mine["dct:title"]} == {"nb", "nn"}
    assert '"Havna \\"vår\\" \\\\ <b>"@nb' in turtle.text
    for node in graph:
        if "dcat:downloadURL" in node and base in node["@id"]:
            path = re.sub(r"^https?://[^/]+", "", node["dcat:downloadURL"]["@id"])
            assert (await visitor.get(path)).status_code == 200


async def test_page_is_linked_from_the_foot_of_each_page(two_towns: Towns, client: Client) -> None:
    assert 'href="/open-data"' in (await (await client(two_towns.a)).get("/")).text


async def test_nothing_of_one_town_in_the_other(two_towns: Towns, client: Client) -> None:
    _stand, base, _idea = await ground(two_towns.a, title="Bare i A")
    await ground(two_towns.b, title="Bare i B")
    visitor = await client(two_towns.b)
    for path in (
        "/open-data",
        "/open-data/figures.json",
        "/open-data/catalogue.ttl",
        "/open-data/catalogue.jsonld",
    ):
        answer = await visitor.get(path)
        assert answer.status_code == 200
        assert "Bare i A" not in answer.text
        assert two_towns.a.hosts[0] not in answer.text
    assert "Bare i A" not in (await visitor.get(f"{base}/contributions.csv")).text


@pytest.mark.parametrize(
    "name", ["contributions.xml", "person.csv", "..csv", "figures", "contributions.csv.exe"]
)
async def test_unknown_file_is_not_found(name: str, two_towns: Towns, client: Client) -> None:
    _stand, base, _idea = await ground(two_towns.a)
    visitor = await client(two_towns.a)
    assert (await visitor.get(f"{base}/{name}")).status_code == 404
    assert (await visitor.get(f"/open-data/{name}")).status_code == 404


async def test_too_many_files_are_refused_for_a_while(
    two_towns: Towns, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.sdk import Limit
    from plugins.opendata import pages

    monkeypatch.setattr(pages, "FILES", Limit("opendata.test", most=2, seconds=3600))
    visitor = await client(two_towns.a)
    found = [(await visitor.get("/open-data/figures.csv")).status_code for _ in range(3)]
    assert found == [200, 200, 429]
