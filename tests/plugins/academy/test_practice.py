"""The practice project, the lesson that fits, the municipality's own courses, and courses that a plugin brings."""

import dataclasses
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from academy.service import shelf
from core.db import value
from core.host import House
from core.people import Role
from core.sdk import courses_of_plugins
from core.sdk.testing import Client, Towns, new_person
from core.tenancy import Tenant, scope
from tests.plugins.academy.conftest import LESSON, SAMPLES

OWN = "/manage/academy/own"


def zipped(files: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def sample(slug: str = "vare-rutiner", **instead: str) -> dict[str, bytes | str]:
    folder = SAMPLES / "a-good-question"
    found: dict[str, bytes | str] = {
        f"{slug}/{file.relative_to(folder)}": file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    return found | {f"{slug}/{name}": text for name, text in instead.items()}


def upload(data: bytes) -> dict[str, tuple[str, bytes, str]]:
    return {"file": ("kurs.zip", data, "application/zip")}


async def _count(tenant: Tenant, sql: str) -> int:
    async with scope(tenant, read_only=True):
        return int(await value(sql))


async def test_practice_project_is_made_found_and_thrown_away(two_towns: Towns, client: Client) -> None:
    liv = await new_person(two_towns.a, name="Liv Lærer", role=Role.MODERATOR)
    desk, visitor = await client(two_towns.a, liv), await client(two_towns.a)
    assert (await desk.get("/manage/academy/practice/open")).headers["location"] == "/manage/academy/practice"
    made = (await desk.post("/manage/academy/practice")).headers["location"]
    assert (await desk.post("/manage/academy/practice")).headers["location"] == made
    page = (await desk.get(made)).text
    assert "Practice project" in page
    assert (await desk.get("/manage/academy/practice/open")).headers["location"] == made
    for address in ("/", "/projects", "/opendata", "/sitemap.xml"):
        shown = await visitor.get(address, headers={"accept-language": "en"})
        assert "ractice project" not in shown.text
        assert "vingsprosjekt" not in shown.text
    slug = await value_of(two_towns.a, "SELECT slug FROM project WHERE contact_person = $1", liv.id)
    assert (await visitor.get(f"/projects/{slug}")).status_code == 404
    assert (await desk.post("/manage/academy/practice/throw-away")).status_code == 303
    assert (await desk.get(made)).status_code == 404
    assert (await desk.post("/manage/academy/practice")).headers["location"] != made


async def value_of(tenant: Tenant, sql: str, *args: object) -> object:
    async with scope(tenant, read_only=True):
        return await value(sql, *args)


async def test_published_practice_project_is_not_thrown_away(two_towns: Towns, client: Client) -> None:
    admin = await new_person(two_towns.b, role=Role.ADMIN)
    desk = await client(two_towns.b, admin)
    await desk.post("/manage/academy/practice")
    async with scope(two_towns.b):
        await value("UPDATE project SET state = 'published', published_at = now() RETURNING id")
    await desk.post("/manage/academy/practice/throw-away")
    assert await _count(two_towns.b, "SELECT count(*) FROM project") == 1


async def test_lesson_is_offered_where_it_fits_until_put_away(two_towns: Towns, client: Client) -> None:
    desk = await client(two_towns.a, role=Role.MANAGER)
    assert "One at a time" in (await desk.get("/manage")).text
    project = (await desk.post("/manage/academy/practice")).headers["location"]
    assert "One at a time" in (await desk.get(f"{project}/activities/new")).text
    assert "One at a time" not in (await desk.get(project)).text
    async with scope(two_towns.a, read_only=True):
        survey = await value(
            "SELECT max(id) FROM activity WHERE method = 'survey' AND project = $1",
            int(project.rpartition("/")[2]),
        )
    assert "One at a time" in (await desk.get(f"{project}/activities/{survey}/settings")).text
    back = await desk.post("/manage/academy/offers/a-good-question/01-one-at-a-time?back=/manage/academy/own")
    assert back.headers["location"] == "/manage/academy/own"
    assert "One at a time" not in (await desk.get("/manage")).text
    evil = await desk.post(
        "/manage/academy/offers/a-good-question/01-one-at-a-time?back=https://evil.example"
    )
    assert evil.headers["location"].startswith("/")
    await desk.post("/manage/academy/offers/again")
    assert "One at a time" in (await desk.get("/manage")).text
    await desk.post(f"{LESSON}/done")
    assert "One at a time" not in (await desk.get("/manage")).text


async def test_own_course_is_checked_kept_and_removed(two_towns: Towns, client: Client) -> None:
    desk, other = await client(two_towns.a, role=Role.ADMIN), await client(two_towns.b, role=Role.ADMIN)
    wrong = await desk.post(OWN, files=upload(zipped(sample(**{"course.toml": "order = 1\nlevel ="}))))
    assert wrong.status_code == 422
    assert "course.toml, line 2" in wrong.text
    assert (await desk.post(OWN, files=upload(zipped(sample())))).status_code == 303
    base = "/manage/academy/courses/own--vare-rutiner"
    assert "A good question" in (await desk.get(base)).text
    picture = await desk.get(f"{base}/files/figures/scale.png")
    assert picture.content.startswith(b"\x89PNG")
    assert (await other.get(base)).status_code == 404
    assert "vare-rutiner" not in (await other.get(OWN)).text
    async with scope(two_towns.a, read_only=True):
        own = await value("SELECT id FROM academy_own_course WHERE slug = 'vare-rutiner'")
    assert (await other.post(f"{OWN}/{own}/remove")).status_code == 404
    assert (await desk.post(f"{OWN}/{own}/remove")).status_code == 303
    assert (await desk.get(base)).status_code == 404


def _bomb() -> bytes:
    """Says that it is small, and is not."""
    data = zipped(sample(**{"09-big.nb.md": "0" * 60_000_000}))
    true_size = struct.pack("<I", 60_000_000)
    return data.replace(true_size, struct.pack("<I", 100))


def _link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        entry = zipfile.ZipInfo("kurs/figures/link.png")
        entry.external_attr = 0xA1FF0000
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK but no zip",
        zipped(sample(**{"09-big.nb.md": "0" * 60_000_000})),
        _bomb(),
        zipped({f"kurs/{n}.md": "x" for n in range(400)}),
        zipped({"../../etc/passwd": "x"}),
        zipped({"/etc/passwd": "x"}),
        zipped({"kurs/..\\..\\x.md": "x"}),
        zipped({"course.toml": "x"}),
        zipped({}),
        _link(),
        zlib.compress(b"PK" * 1000),
    ],
    ids=["broken", "bomb", "lying bomb", "many", "up", "root", "backslash", "no folder", "empty", "link", "zlib"],
)  # fmt: skip
async def test_harmful_zip_is_refused(two_towns: Towns, client: Client, data: bytes) -> None:
    desk = await client(two_towns.a, role=Role.ADMIN)
    refused = await desk.post(OWN, files=upload(data))
    assert refused.status_code == 422
    assert "Something must be mended" in refused.text
    assert await _count(two_towns.a, "SELECT count(*) FROM academy_own_course") == 0


async def test_program_in_a_zip_is_named_and_nothing_kept(two_towns: Towns, client: Client) -> None:
    desk = await client(two_towns.a, role=Role.ADMIN)
    files = sample(
        **{"run.exe": "MZ", "figures/x.svg": "<svg onload='alert(1)'/>", "figures/y.png": "GIF89a"}
    )
    refused = (await desk.post(OWN, files=upload(zipped(files)))).text
    for name in ("run.exe", "figures/x.svg", "figures/y.png"):
        assert name in refused
    assert await _count(two_towns.a, "SELECT count(*) FROM academy_own_course") == 0


async def test_plugin_brings_courses_where_it_is_on(
    house: House, two_towns: Towns, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    lodger = house.lodgers["ideas"]
    plugin = dataclasses.replace(lodger.plugin, courses="courses")
    bringing = dataclasses.replace(lodger, plugin=plugin, folder=SAMPLES.parent)
    monkeypatch.setitem(house.lodgers, "ideas", bringing)
    monkeypatch.setattr(shelf, "FOLDER", Path("/nowhere"))
    desk = await client(two_towns.a, role=Role.MANAGER)
    shown = (await desk.get("/manage/academy")).text
    assert "/manage/academy/courses/ideas--a-good-question" in shown
    assert "From a plugin" in shown
    async with scope(two_towns.a, read_only=True):
        assert (SAMPLES, "ideas") in await courses_of_plugins()
