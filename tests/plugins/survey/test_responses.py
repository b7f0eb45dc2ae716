"""Responses from files: our own download, raw exports of others, preview, job, undo."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.db import execute, rows, value
from core.participation import participants
from core.people import Role
from core.sdk.testing import run_due_jobs
from core.sdk.testing.activities import Stand
from plugins.survey.cli import import_file
from plugins.survey.model import QuestionKind
from plugins.survey.responses.new_form import form_from
from plugins.survey.responses.table import CannotRead, read_table
from plugins.survey.results.reading import answered
from plugins.survey.results.shown import results_of
from tests.conftest import Client
from tests.plugins.survey.asking import WHOLE, add, new_survey
from tests.support.towns import Towns

SOURCES = next(
    (p for p in (Path("../shared/data/surveys"), Path("/work/shared/data/surveys")) if p.is_dir()),
    Path("nowhere"),
)
real = pytest.mark.skipif(not SOURCES.is_dir(), reason="the real data is not here (../shared/data/surveys)")


async def responses(stand: Stand) -> list[dict[str, Any]]:
    async with stand.open():
        return await rows(
            "SELECT * FROM survey_response WHERE activity = $1 ORDER BY answers::text", stand.activity_id
        )


async def sent(staff: httpx.AsyncClient, stand: Stand, data: bytes, name: str = "svar.csv") -> str:
    """The page of the import."""
    answer = await staff.post(f"{stand.url}/manage/responses", files={"file": (name, data)})
    assert answer.status_code == 303, re.findall(r"validation[^<]*<[^<]*", answer.text)
    return answer.headers["location"].partition("allmenning.test")[2] or answer.headers["location"]


async def test_own_download_read_in_again_is_the_same(two_towns: Towns, client: Client) -> None:
    first, second = await new_survey(two_towns.a), await new_survey(two_towns.a)
    other = WHOLE | {"q2": {"other": "Bort"}, "q3": {"keys": []}, "q7": ["o8"], "q10": "2026-12-31"}
    await add(first, [WHOLE, other, {"q1": False}])
    staff = await client(two_towns.a, role=Role.MANAGER)
    file = (await staff.get(f"{first.url}/manage/export/answers.csv")).content
    page = await sent(staff, second, file)
    preview = (await staff.get(page)).text
    assert "3 give an answer" in preview
    mapping = {
        f"column.{n}": key
        for n, key in re.findall(r'name="column\.(\d+)".*?value="([^"]*)" selected', preview, re.DOTALL)
    }
    assert (await staff.post(page, data=mapping | {"do": "run"})).status_code == 303
    await run_due_jobs(two_towns.a)
    assert "3 answers were read in" in (await staff.get(page)).text
    before, after = await responses(first), await responses(second)
    assert [(each["codes"], each["numbers"]) for each in before] == [
        (each["codes"], each["numbers"]) for each in after
    ]
    async with second.open():
        assert await value(
            "SELECT count(*) FROM survey_text WHERE activity = $1", second.activity_id
        ) == await value("SELECT count(*) FROM survey_text WHERE activity = $1", first.activity_id)
        assert await participants(activity_id=second.activity_id) == 3


async def test_import_is_taken_back_to_the_last_row(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    await add(stand, [WHOLE])
    staff = await client(two_towns.a, role=Role.MANAGER)
    page = await sent(staff, stand, b"q1;q8\nja;Hei\nnei;\n")
    await staff.post(page, data={"column.0": "q1", "column.1": "q8", "do": "run"})
    await run_due_jobs(two_towns.a)
    assert len(await responses(stand)) == 3
    await staff.post(f"{page}/undo")
    assert [each["channel"] for each in await responses(stand)] == ["web"]
    async with stand.open():
        assert await participants(activity_id=stand.activity_id) == 0
        assert (
            await value(
                "SELECT count(*) FROM contribution WHERE activity = $1 AND text = 'Hei'", stand.activity_id
            )
            == 0
        )


async def test_cell_that_does_not_fit_is_said_and_the_rest_is_kept(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    staff = await client(two_towns.a, role=Role.MANAGER)
    page = await sent(staff, stand, b"q1;q4\nja;9\nja;5\n")
    shown = (await staff.get(page)).text
    assert "“9” is no answer to “Hvor trygt er det?”" in shown


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"one line only", b"a\x00b\n1\n", b"\n\n\n"])
async def test_broken_file_is_refused_with_a_sentence(two_towns: Towns, client: Client, data: bytes) -> None:
    stand = await new_survey(two_towns.a)
    staff = await client(two_towns.a, role=Role.MANAGER)
    assert (
        await staff.post(f"{stand.url}/manage/responses", files={"file": ("x.xlsx", data)})
    ).status_code == 422


async def test_import_is_for_managers_of_this_place(two_towns: Towns, client: Client) -> None:
    stand = await new_survey(two_towns.a)
    staff = await client(two_towns.a, role=Role.MANAGER)
    page = await sent(staff, stand, b"q1\nja\n")
    assert (await (await client(two_towns.a)).get(page)).status_code == 401
    assert (await (await client(two_towns.a, role=Role.MODERATOR)).get(page)).status_code == 403
    elsewhere = await new_survey(two_towns.a)
    assert (await staff.get(f"{elsewhere.url}/manage/responses/{page.rpartition('/')[2]}")).status_code == 404


async def without_questions(two_towns: Towns) -> Stand:
    stand = await new_survey(two_towns.a)
    async with stand.open():
        await execute("DELETE FROM survey_version WHERE activity = $1", stand.activity_id)
    return stand


@real
@pytest.mark.parametrize(
    ("name", "rows_", "kinds"),
    [
        (
            "surveymonkey_StarWars.csv",
            1186,
            {QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING, QuestionKind.MATRIX},
        ),
        ("surveymonkey_thanksgiving-2015-poll-data.csv", 1058, {QuestionKind.ONE_CHOICE}),
        ("surveymonkey_flying-etiquette.csv", 1040, {QuestionKind.YES_NO}),
        ("surveymonkey_comma-survey.csv", 1129, {QuestionKind.ONE_CHOICE}),
        ("surveymonkey_steak-risk-survey.csv", 550, {QuestionKind.YES_NO}),
        ("qualtrics_sample.csv", 1, {QuestionKind.LONG_TEXT}),
    ],
)
async def test_real_raw_export_becomes_a_survey_with_its_answers(
    two_towns: Towns, name: str, rows_: int, kinds: set[QuestionKind]
) -> None:
    stand = await without_questions(two_towns)
    data = (SOURCES / name).read_bytes()
    table = read_table(name, data)
    assert len(table.rows) == rows_
    form, _chosen = form_from(table, locale="nb")
    assert kinds <= {question.kind for question in form.asked}
    async with stand.open() as place:
        planned = await import_file(place=place, filename=name, data=data)
        assert planned.wrong == 0
        assert len(planned.responses) + planned.empty == rows_
        found = results_of(await answered(activity_id=stand.activity_id))
    assert found.total == len(planned.responses)


@real
async def test_counts_of_a_real_file_equal_the_file(two_towns: Towns) -> None:
    stand = await without_questions(two_towns)
    data = (SOURCES / "surveymonkey_StarWars.csv").read_bytes()
    async with stand.open() as place:
        await import_file(place=place, filename="StarWars.csv", data=data)
        found = results_of(await answered(activity_id=stand.activity_id))
    lines = list(csv.reader(io.StringIO(data.decode("cp1252"))))[2:]
    seen = found.questions[0]
    assert [line[0] for line in seen.tables[0].counts] == [
        sum(line[1] == word for line in lines) for word in ("Yes", "No")
    ]
    films = next(each for each in found.questions if each.asked.question.kind is QuestionKind.SEVERAL_CHOICES)
    assert [line[0] for line in films.tables[0].counts] == [
        sum(bool(line[n]) for line in lines) for n in range(3, 9)
    ]


def test_table_that_is_too_wide_is_refused() -> None:
    with pytest.raises(CannotRead):
        read_table("x.csv", (";".join(["a"] * 1_001) + "\n" + ";" * 1_000 + "1\n").encode())
