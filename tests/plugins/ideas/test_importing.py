"""An import through its pages: files, columns, preview, running, errors row by row, undo."""

import asyncio
import io
import re
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import httpx
import pytest
from openpyxl import Workbook

from core.db import execute, row
from core.jobs.testing import run_due_jobs
from core.people import Role
from core.tenancy import scope
from tests.conftest import Client
from tests.contributions.ground import Ground, new_ground, new_idea
from tests.support.towns import Towns

IDEAS = """Nr;Tittel;Tekst;Tema;Støtter;Dato;Hvem
1;Badebrygge;Vi vil bade;Friluft, Natur og klima;3;2024-05-17;Kari
2;;;;;;
3;Benker;Ved kaia;Friluft;x;;
4;Sykkelvei;Langs elva;;0;1.2.2024;
""".encode("cp1252")
COMMENTS = b"id,idea,parent,comment,likes\na,1,,Enig,2\nb,1,a,Jeg ogsaa,0\nc,99,,Hva?,0\n"


@pytest.fixture
async def manager(ground: Ground, client: Client) -> httpx.AsyncClient:
    return await client(ground.tenant, role=Role.MANAGER)


async def upload(manager: httpx.AsyncClient, ground: Ground, **files: tuple[str, bytes]) -> str:
    sent = {part: (name, data, "application/octet-stream") for part, (name, data) in files.items()}
    answer = await manager.post(f"{ground.url}/manage/import", files=sent)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def accept(manager: httpx.AsyncClient, page: str) -> httpx.Response:
    """Send the mapping as it was guessed."""
    html = (await manager.get(page)).text
    chosen: dict[str, str] = {"new_topics": "on"}
    for name, options in re.findall(
        r'<select class="ds-input" name="((?:ideas|comments|votes)\.\d+)"[^>]*>(.*?)</select>',
        html,
        re.DOTALL,
    ):
        found = re.search(r'value="([^"]+)" selected', options)
        chosen[name] = found[1] if found else ""
    return await manager.post(f"{page}/mapping", data=chosen)


async def counts(ground: Ground) -> dict[str, int]:
    async with scope(ground.tenant, read_only=True):
        found = await row(
            "SELECT count(*) FILTER (WHERE root IS NULL) AS ideas, count(*) FILTER (WHERE root IS NOT NULL) AS comments, "
            "coalesce(sum(support_count), 0)::int AS supports FROM contribution WHERE activity = $1",
            ground.activity_id,
        )
    assert found is not None
    return dict(found)


async def test_import_from_files_to_ideas_and_back(
    ground: Ground, manager: httpx.AsyncClient, client: Client
) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS), comments=("k.csv", COMMENTS))
    assert "Badebrygge" in (await manager.get(page)).text  # examples beside the columns
    assert (await accept(manager, page)).status_code == 303
    preview = (await manager.get(page)).text
    assert "Import 2 ideas" in preview
    assert "There is neither a title nor a text." in preview
    assert "“x” is not a number of votes." in preview
    assert "The idea it is about is not in the file of ideas." in preview
    assert await counts(ground) == {"ideas": 0, "comments": 0, "supports": 0}
    await manager.post(f"{page}/start")
    assert "It begins in a moment." in (await manager.get(page)).text
    fragment = await manager.get(page, headers={"hx-request": "true"})
    assert 'hx-trigger="every 1s"' in fragment.text
    assert "<html" not in fragment.text
    await run_due_jobs(ground.tenant)
    assert await counts(ground) == {"ideas": 2, "comments": 2, "supports": 5}
    listed = (await (await client(ground.tenant)).get(ground.url)).text
    assert "Badebrygge" in listed
    assert "Friluft" in listed  # a new topic
    assert (await manager.get(f"{page}/undo")).status_code == 200
    await manager.post(f"{page}/undo")
    await run_due_jobs(ground.tenant)
    assert await counts(ground) == {"ideas": 0, "comments": 0, "supports": 0}
    assert "Everything that the import brought is gone again." in (await manager.get(page)).text


async def test_undo_takes_nothing_else(ground: Ground, manager: httpx.AsyncClient, client: Client) -> None:
    from tests.support.people import new_person

    mine = await new_idea(ground, await new_person(ground.tenant), "Skrevet her")
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    await accept(manager, page)
    await manager.post(f"{page}/start")
    await run_due_jobs(ground.tenant)
    await manager.post(f"{page}/undo")
    await run_due_jobs(ground.tenant)
    assert await counts(ground) == {"ideas": 1, "comments": 0, "supports": 0}
    assert (await (await client(ground.tenant)).get(f"{ground.url}/{mine}")).status_code == 200


async def test_same_file_twice_gives_no_doubles(ground: Ground, manager: httpx.AsyncClient) -> None:
    page = ""
    for _time in range(2):
        page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
        await accept(manager, page)
        await manager.post(f"{page}/start")
        await run_due_jobs(ground.tenant)
    assert (await counts(ground))["ideas"] == 2
    assert "It was imported before." in (await manager.get(page)).text


async def test_start_pressed_twice_imports_once(ground: Ground, manager: httpx.AsyncClient) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    await accept(manager, page)
    assert (await manager.post(f"{page}/start")).status_code == 303
    assert (await manager.post(f"{page}/start")).status_code == 422
    await run_due_jobs(ground.tenant)
    assert (await counts(ground))["ideas"] == 2


async def test_stopped_import_can_be_started_again(ground: Ground, manager: httpx.AsyncClient) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    await accept(manager, page)
    await manager.post(f"{page}/start")
    await manager.post(f"{page}/stop")
    assert "It stopped before the end" in (await manager.get(page)).text
    await manager.post(f"{page}/reopen")
    await manager.post(f"{page}/start")
    await run_due_jobs(ground.tenant)
    assert (await counts(ground))["ideas"] == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", b""),
        ("x.xlsx", b"PK\x03\x04 broken"),
        ("x.csv", b"\x00\x00\x01"),
        ("x.csv", b"only,a,heading\n"),
    ],
    ids=["empty", "broken-xlsx", "binary", "no-rows"],
)
async def test_file_that_is_no_table_is_refused_kindly(
    ground: Ground, manager: httpx.AsyncClient, name: str, data: bytes
) -> None:
    answer = await manager.post(f"{ground.url}/manage/import", files={"ideas": (name, data, "text/csv")})
    assert answer.status_code == 422
    assert "File of ideas" in answer.text


async def test_mapping_without_a_title_is_refused_and_kept(
    ground: Ground, manager: httpx.AsyncClient
) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    answer = await manager.post(f"{page}/mapping", data={"ideas.0": "id", "ideas.5": "created"})
    assert answer.status_code == 422
    assert re.search(r'value="created" selected', answer.text)


async def test_import_of_another_activity_or_town_is_not_here(
    towns: Towns, ground: Ground, manager: httpx.AsyncClient, client: Client
) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    number = page.rpartition("/")[2]
    beside, elsewhere = await new_ground(towns.a), await new_ground(towns.b)
    other = await client(towns.b, role=Role.ADMIN)
    for who, place in ((manager, beside), (other, elsewhere)):
        assert (await who.get(f"{place.url}/manage/import/{number}")).status_code == 404
        for deed in ("mapping", "start", "undo", "drop", "stop", "reopen"):
            assert (await who.post(f"{place.url}/manage/import/{number}/{deed}", data={})).status_code == 404
    assert "ideer.csv" not in (await other.get(f"{elsewhere.url}/manage/import")).text


async def test_moderator_may_not_import(ground: Ground, client: Client) -> None:
    moderator = await client(ground.tenant, role=Role.MODERATOR)
    assert (await moderator.get(f"{ground.url}/manage/import")).status_code == 403


async def test_export_can_be_imported_again(towns: Towns, ground: Ground, manager: httpx.AsyncClient) -> None:
    page = await upload(manager, ground, ideas=("ideer.csv", IDEAS))
    await accept(manager, page)
    await manager.post(f"{page}/start")
    await run_due_jobs(ground.tenant)
    taken = (await manager.get(f"{ground.url}/manage/export/ideas.xlsx")).content
    beside = await new_ground(towns.a)
    again = await upload(manager, beside, ideas=("ideas.xlsx", taken))
    assert (await accept(manager, again)).status_code == 303
    await manager.post(f"{again}/start")
    await run_due_jobs(ground.tenant)
    assert await counts(beside) == {"ideas": 2, "comments": 0, "supports": 3}


async def test_ten_thousand_rows_take_less_than_a_minute(ground: Ground, manager: httpx.AsyncClient) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "title", "text", "topic", "supports", "date"])
    for n in range(10_000):
        sheet.append(
            [n, f"Idé nummer {n}", "Vi trenger dette i bygda vår. " * 6, "Friluft", n % 5, "2024-05-17"]
        )
    kept = io.BytesIO()
    book.save(kept)
    began = time.monotonic()
    page = await upload(manager, ground, ideas=("mange.xlsx", kept.getvalue()))
    await accept(manager, page)
    await manager.post(f"{page}/start")
    await run_due_jobs(ground.tenant)
    assert time.monotonic() - began < 60
    assert await counts(ground) == {"ideas": 10_000, "comments": 0, "supports": 20_000}
    async with scope(ground.tenant):
        await execute("DELETE FROM contribution WHERE activity = $1", ground.activity_id)


async def test_shell_imports_as_the_pages_do(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "ideer.csv"
    file.write_bytes(IDEAS)
    activity = ground.url.removeprefix("/projects/")
    command = (str(Path(sys.executable).with_name("allmenning")), "import", "ideas", str(file))
    options = ("--tenant", ground.tenant.hosts[0], "--activity", activity, "--mapping", "Hvem=author")
    process = await asyncio.create_subprocess_exec(*command, *options, stdout=PIPE, stderr=PIPE)
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    assert "2 ideas, 0 comments, 3 votes" in out.decode()
    assert "ideas row 3: There is neither a title nor a text." in errors.decode()
    assert await counts(ground) == {"ideas": 2, "comments": 0, "supports": 3}


async def test_shell_says_where_nothing_is(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "ideer.csv"
    file.write_bytes(IDEAS)
    command = (str(Path(sys.executable).with_name("allmenning")), "import", "ideas", str(file))
    options = ("--tenant", ground.tenant.hosts[0], "--activity", "not/here")
    process = await asyncio.create_subprocess_exec(*command, *options, stdout=PIPE, stderr=PIPE)
    _out, errors = await process.communicate()
    assert process.returncode == 1
    assert "there is no activity at not/here" in errors.decode()
