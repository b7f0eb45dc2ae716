"""Downloads, figures, and what the plugin keeps about a person."""

import csv
import io

import openpyxl
import pytest

from core.db import value
from core.people import Role
from core.sdk.testing.activities import Stand
from core.sdk.testing.people import new_person
from core.tenancy import scope
from plugins.survey import exports, forget_person, personal_data
from plugins.survey.figures import figures
from tests.conftest import Client
from tests.plugins.survey.asking import WHOLE, add, answer, new_survey
from tests.support.towns import Towns


@pytest.fixture(scope="module")
async def survey(two_towns: Towns) -> Stand:
    """Seven answers in the first town, and one survey with other answers in the second."""
    stand = await new_survey(two_towns.a)
    await add(stand, [*[dict(WHOLE) for _n in range(6)], WHOLE | {"q8": "=1+1", "q2": {"other": "Bort"}}])
    elsewhere = await new_survey(two_towns.b)
    await add(elsewhere, [WHOLE | {"q8": "Fjellviks svar"} for _n in range(5)])
    return stand


async def test_answers_are_downloaded_as_rows(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MANAGER)
    text = (await staff.get(f"{survey.url}/manage/export/answers.csv")).content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(found) == 7
    assert "Fjellviks" not in text
    usual = next(each for each in found if each["q2 Hvor bor du?"] == "Sentrum")
    assert (
        usual["q5 Hvor gammel er du?"],
        usual["q3.o4 Hva vil du ha? – Benk"],
        usual["q3.o5 Hva vil du ha? – Lys"],
    ) == ("41", "1", "0")
    assert usual["q6.r1 Hva synes du om – Lyset"] == "Dårlig"
    assert usual["q7.o9 Hva haster mest? – Gjerde"] == "1"
    assert usual["q11 Hvor er det mørkt?"] == "POINT (10.1 60.2)"
    assert usual["q8 Noe mer?"] == "Det er mørkt ved brua"
    other = next(each for each in found if each["q8 Noe mer?"].endswith("=1+1"))
    assert other["q8 Noe mer?"] == "'=1+1"
    assert "Bort" in other.values()


async def test_answers_are_downloaded_as_a_spreadsheet(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MANAGER)
    sent = await staff.get(f"{survey.url}/manage/export/answers.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).worksheets[0]
    assert len(list(sheet.iter_rows())) == 8


async def test_codebook_names_every_column_of_the_answers(survey: Stand, client: Client) -> None:
    staff = await client(survey.tenant, role=Role.MANAGER)
    book = (await staff.get(f"{survey.url}/manage/export/codebook.csv")).content.decode("utf-8-sig")
    answers = (await staff.get(f"{survey.url}/manage/export/answers.csv")).content.decode("utf-8-sig")
    named = {line[0] for line in csv.reader(io.StringIO(book), delimiter=";")}
    columns = {heading.split()[0] for heading in next(csv.reader(io.StringIO(answers), delimiter=";"))[4:]}
    assert columns <= named


async def test_answers_are_for_managers_of_the_place(survey: Stand, client: Client) -> None:
    for person, status in (
        (await client(survey.tenant), 401),
        (await client(survey.tenant, role=Role.PARTICIPANT), 403),
        (await client(survey.tenant, role=Role.MODERATOR), 403),
    ):
        assert (await person.get(f"{survey.url}/manage/export/answers.csv")).status_code == status


async def test_exports_give_everything_without_names(survey: Stand) -> None:
    async with survey.open() as place:
        tables = {each.name: [row async for row in each.rows] for each in await exports(place.here)}
    assert {name: len(rows) > 0 for name, rows in tables.items()} == dict.fromkeys(
        ("answers", "codebook", "versions"), True
    )
    assert len(tables["answers"]) == 7


async def test_figures_count_answers_and_say_on_how_many_they_rest(survey: Stand) -> None:
    async with survey.open():
        found = {
            each.id: each
            for each in await figures(project_id=None, activity_id=survey.activity_id, since=None, until=None)
        }
        whole = {
            each.id: each for each in await figures(project_id=None, activity_id=None, since=None, until=None)
        }
    assert found["survey.answers"].value == found["survey.answers"].n == 7
    assert found["survey.q1.1"].rows[0][1:] == (7,)
    assert [each[1] for each in found["survey.q2.1"].rows] == ["hidden", 0, 0, "hidden"]
    assert "survey.q1.1" not in whole


async def test_person_is_told_what_is_kept_and_forgotten_on_demand(two_towns: Towns, client: Client) -> None:
    secret, open_ = await new_survey(two_towns.a), await new_survey(two_towns.a, anonymous=False)
    person = await new_person(two_towns.a)
    kari = await client(two_towns.a, person)
    await answer(kari, secret)
    await answer(kari, open_)
    async with scope(two_towns.a):
        kept = {each.name: each.rows for each in await personal_data(person.id)}
        assert len(kept["survey.taken_part"]) == 2
        assert [each["activity"] for each in kept["survey.answers"]] == [open_.activity_id]
        await forget_person(person.id)
        assert await personal_data(person.id) == []
        assert await value("SELECT count(*) FROM survey_response WHERE activity = $1", open_.activity_id) == 1
