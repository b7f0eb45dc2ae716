"""Rules that staff write, topics to begin with, and arrivals that are asked about together."""

import csv
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llmock.pytest_plugin import LLMock

from core.contributions.labels import add_topic
from core.db import execute, row, rows, value
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.tenancy import scope
from plugins.insights.algorithms.rules import Rule, Rules, rule_from
from tests.conftest import Client, MakePerson
from tests.contributions.ground import new_idea
from tests.plugins.insights.desk import CYCLING, Workbench, new_workbench
from tests.plugins.insights.test_engines import FORM
from tests.support.people import new_person
from tests.support.towns import Towns

SERVICES = Path(os.environ.get("DATA", "../shared/data")) / "labelled" / "los_services_nb_nn.csv"
# Written once, from the names of the themes, and not changed after they were measured.
WRITTEN = {
    "tema/helse-og-omsorg": "*syk*\nlege*\nhelse*\n*pleie*\nomsorg*\n*tannlege*\nmedisin*\n-sykkel*",
    "tema/skole-og-utdanning": "skole*\nelev*\n*skole\n*opplæring*\nutdanning*\nstud*\nlære*",
    "tema/trafikk-og-transport": "*vei*\nparkering*\ntrafikk*\nbuss*\nferge*\ntransport*\nkjør*\n-veiled*\n-barnehage*",
    "tema/kultur-idrett-og-fritid": "kultur*\nidrett*\nbibliotek*\nmus*\nkino*\nfritid*\nkunst*",
}


def _rules(**lines: str) -> Rules:
    return Rules({int(key[1:]): rule_from(text) for key, text in lines.items()})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi trenger SYKKELVEI nå", (1, "SYKKELVEI")),
        ("en elsykkel", None),
        ("en motorsykkel og en sykkelvei", None),
        ("bassenget er kaldt", (2, "bassenget")),
        ("sykkelvei til bassenget", None),
        ("sykkelvei og sykkelfelt til bassenget, trygg   skolevei", (1, "sykkelvei")),
        ("", None),
    ],
)
def test_rule_finds_whole_words_and_what_a_star_stands_for(text: str, found: tuple[int, str] | None) -> None:
    rules = _rules(t1="sykkel*\ntrygg skolevei\n-motorsykkel", t2="basseng*")
    assert rules.topic_of(text) == found


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_lines_and_any_text_are_taken(lines: str, text: str) -> None:
    rule = rule_from(lines)
    assert rule_from(rule.lines()) == rule
    Rules({1: rule, 2: Rule(("x",))}).topic_of(text)


def test_rule_of_many_stars_is_quick_on_a_long_text() -> None:
    assert Rules({1: rule_from("*a*b*c*d*e*\n" + "*" * 80)}).topic_of("a" * 20_000) is None


def test_precision_of_rules_on_real_services() -> None:
    """80 of 290 descriptions get a topic; about three in four of them the right one."""
    if not SERVICES.exists():
        pytest.skip(f"{SERVICES} is not here")
    with SERVICES.open(encoding="utf-8") as file:
        services = [each for each in csv.DictReader(file) if each["lang"] == "nb"]
    names = dict(enumerate(WRITTEN))
    rules = Rules({number: rule_from(WRITTEN[name]) for number, name in names.items()})
    said = [(rules.topic_of(f"{each['label']}\n{each['text']}"), each["top"].split("|")) for each in services]
    right = [names[found[0]] in tops for found, tops in said if found]
    assert len(right) >= 75
    assert sum(right) / len(right) >= 0.7


@pytest.fixture
async def bench(two_towns: Towns, client: Client, make_person: MakePerson) -> Workbench:
    async with scope(two_towns.a):
        await execute("DELETE FROM topic")
        await execute("DELETE FROM insights_service")
        for name in ("Sykkel", "Vann"):
            await add_topic(names={"nb": name}, descriptions={"nb": name}, key=name.lower())
    return await new_workbench(two_towns.a, client, make_person)


async def _topic(bench: Workbench, key: str) -> int:
    async with scope(bench.tenant, read_only=True):
        return int(await value("SELECT id FROM topic WHERE key = $1", key))


async def test_rule_of_staff_goes_before_what_is_learnt_and_says_why(bench: Workbench) -> None:
    water = await _topic(bench, "vann")
    saved = await bench.staff.post("/manage/insights/rules", data={f"rule-{water}": "hovedgat*\n-bortkastet"})
    assert saved.status_code == 303
    assert "hovedgat*\n-bortkastet" in (await bench.staff.get("/manage/insights/rules")).text
    await bench.do("/topics/suggest")
    found = await bench.ask("SELECT contribution, reason FROM insights_guess WHERE topic = $1", water)
    ruled = {each["contribution"]: each["reason"] for each in found if each["reason"]}
    assert ruled == {bench.said[CYCLING[1]]: "hovedgata"}
    assert "a rule found “hovedgata”" in await bench.see("/topics")
    await bench.staff.post("/manage/insights/rules", data={f"rule-{water}": "", "rule-999999": "x"})
    assert not await bench.ask("SELECT 1 FROM insights_rule")


async def test_rules_and_los_are_closed_to_others(
    bench: Workbench, client: Client, make_person: MakePerson
) -> None:
    moderator = await client(bench.tenant, await make_person(bench.tenant, role=Role.MODERATOR))
    for path in ("/manage/insights/rules", "/manage/insights/los"):
        assert (await moderator.get(path)).status_code == 403
        assert (await moderator.post(path, data={"theme": "tema/arbeid"})).status_code == 403
    assert (await bench.staff.get("/manage/insights/los")).status_code == 403


async def test_themes_of_los_become_topics_once(
    bench: Workbench, two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    admin = await client(two_towns.a, await make_person(two_towns.a, role=Role.ADMIN))
    shown = (await admin.get("/manage/insights/los")).text
    assert shown.count('name="theme"') == 14
    chosen = ["tema/trafikk-og-transport", "tema/arbeid", "tema/none-such", "<script>"]
    for _again in range(2):
        assert (await admin.post("/manage/insights/los", data={"theme": chosen})).status_code == 303
    async with scope(two_towns.a, read_only=True):
        made = await row("SELECT names, descriptions FROM topic WHERE key = 'trafikk-og-transport'")
        assert await value("SELECT count(*) FROM topic") == 4
    assert made is not None
    assert set(made["names"]) == {"nb", "nn", "en"}
    assert len(made["descriptions"]["nb"]) > 40
    async with scope(two_towns.b, read_only=True):
        assert await value("SELECT count(*) FROM topic WHERE key = 'trafikk-og-transport'") == 0


async def test_language_model_is_asked_once_about_all_that_has_come(
    bench: Workbench, two_towns: Towns, client: Client, make_person: MakePerson, service: str, llmock: LLMock
) -> None:
    await bench.do("/topics/suggest")
    admin = await client(two_towns.a, await make_person(two_towns.a, role=Role.ADMIN))
    assert (await admin.post("/manage/insights/engine", data=FORM | {"base_url": service})).status_code == 303
    said = [{"item": n, "topics": [{"topic": 1, "confidence": 0.9}]} for n in range(1, 9)]
    llmock.reply('{"texts": []}', times=8)  # nothing to flag
    new = [
        await new_idea(
            bench.ground, await new_person(bench.tenant), title=f"Benk {n}", body="<p>En benk.</p>"
        )
        for n in range(8)
    ]
    await run_due_jobs(bench.tenant)
    llmock.reply(json.dumps({"items": said}), times=None)
    async with scope(two_towns.a):
        assert await value("SELECT count(*) FROM outbox WHERE name = 'insights.tag_new'") == 1
        await execute("UPDATE outbox SET due_at = now() WHERE name = 'insights.tag_new'")
    before = len(llmock.requests)
    await run_due_jobs(bench.tenant)
    asked = [each.body["messages"][0]["content"] for each in llmock.requests[before:]]
    assert len([each for each in asked if "into a municipality's own topics" in each]) == 1
    async with scope(two_towns.a, read_only=True):
        found = await rows(
            "SELECT contribution FROM insights_guess WHERE contribution = ANY($1::bigint[])", new
        )
        assert await value("SELECT count(*) FROM insights_arrival") == 0
    assert len(found) == len(new)
