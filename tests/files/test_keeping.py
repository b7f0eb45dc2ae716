"""Keeping files and sending them, through the front door."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from core.db import execute, value
from core.files import FileRef, Purpose, file_url, keep_upload, own_files, set_public
from core.files.refusals import FileRefused, LooksDifferent, NotAnImage, TooBig, TypeNotAllowed
from core.files.sweep import delete_unused
from core.http import Upload
from core.outside.storage import storage
from core.people import Person, Role
from core.tenancy import Tenant, scope
from core.tenancy.scope import leave_scope, open_scope
from tests.conftest import Client, MakePerson
from tests.files.samples import office_bomb, photo_from_a_phone, picture, upload
from tests.support.towns import Towns

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SOON = timedelta(days=3)


async def kept(
    town: Tenant,
    sent: Upload | None = None,
    *,
    purpose: Purpose = Purpose.IMAGE,
    owner: Person | None = None,
    public: bool = True,
) -> FileRef:
    async with scope(town):
        return await keep_upload(
            sent or upload(picture((900, 500))), purpose=purpose, owner=owner, public=public
        )


async def kept_and_rolled_back(town: Tenant) -> FileRef:
    opened = await open_scope(town)
    ref = await keep_upload(upload(picture((50, 50))), purpose=Purpose.IMAGE, owner=None)
    await opened.end(commit=False)
    leave_scope()
    return ref


async def stored(town: Tenant, key: str) -> list[str]:
    return [each.key async for each in storage().list(f"{town.id}/files/{key}")]


async def test_picture_is_sent_in_the_width_that_is_asked_for(two_towns: Towns, client: Client) -> None:
    ref = await kept(two_towns.a)
    visitor = await client(two_towns.a)
    answer = await visitor.get(file_url(ref, width=400))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content[8:12] == b"WEBP"
    wider = await visitor.get(file_url(ref, width=1600))
    assert len(wider.content) > len(answer.content)
    for name in ("399.webp", "1.webp"):
        assert (await visitor.get(f"/files/{ref.key}/{name}")).content == answer.content


async def test_picture_for_mail_is_a_jpeg(two_towns: Towns, client: Client) -> None:
    ref = await kept(two_towns.a)
    answer = await (await client(two_towns.a)).get(f"/files/{ref.key}/mail.jpg")
    assert answer.headers["content-type"] == "image/jpeg"


async def test_photo_that_is_sent_tells_nothing_of_where_it_was_taken(
    two_towns: Towns, client: Client
) -> None:
    ref = await kept(two_towns.a, upload(photo_from_a_phone(), "IMG_1.jpg", "image/jpeg"))
    answer = await (await client(two_towns.a)).get(file_url(ref))
    assert b"Exif" not in answer.content
    assert b"SecretPhone" not in answer.content


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Plan for havna.pdf", "Plan for havna.pdf"),
        ("C:\\fakepath\\../../etc/passwd.pdf", "passwd.pdf"),
        ('a"\r\nSet-Cookie: x=1.pdf', 'a" Set-Cookie: x=1.pdf'),
        ("å" * 300 + ".pdf", "å" * 116 + ".pdf"),
    ],
)
async def test_document_comes_as_an_attachment_under_a_harmless_name(
    two_towns: Towns, client: Client, name: str, shown: str
) -> None:
    ref = await kept(two_towns.a, upload(PDF, name, "application/pdf"), purpose=Purpose.DOCUMENT)
    assert ref.name == shown
    answer = await (await client(two_towns.a)).get(file_url(ref))
    assert answer.content == PDF
    assert answer.headers["content-type"].startswith("application/pdf")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "set-cookie" not in answer.headers


async def test_file_of_another_town_is_not_there(two_towns: Towns, client: Client) -> None:
    ref = await kept(two_towns.a)
    admin = await client(two_towns.b, role=Role.ADMIN)
    for address in (
        file_url(ref),
        f"/files/{two_towns.a.id}/{ref.key}",
        f"/files/..%2F{two_towns.a.id}%2F{ref.key}/400.webp",
    ):
        assert (await admin.get(address)).status_code == 404


@pytest.mark.parametrize(
    "name", ["9999.webp", "0.webp", "400.exe", "..%2F..%2Fetc%2Fpasswd", "400.webp%00", "x"]
)
async def test_picture_under_a_strange_name_is_not_there(two_towns: Towns, client: Client, name: str) -> None:
    ref = await kept(two_towns.a)
    assert (await (await client(two_towns.a)).get(f"/files/{ref.key}/{name}")).status_code == 404


async def test_file_of_a_draft_is_for_its_owner_and_staff_only(
    two_towns: Towns, client: Client, make_person: MakePerson
) -> None:
    owner = await make_person(two_towns.a)
    ref = await kept(two_towns.a, owner=owner, public=False)
    seen = {
        "owner": await client(two_towns.a, owner),
        "moderator": await client(two_towns.a, role=Role.MODERATOR),
        "neighbour": await client(two_towns.a, role=Role.PARTICIPANT),
        "stranger": await client(two_towns.a),
    }
    answers = {who: await visitor.get(file_url(ref)) for who, visitor in seen.items()}
    assert {who: answer.status_code for who, answer in answers.items()} == {
        "owner": 200,
        "moderator": 200,
        "neighbour": 404,
        "stranger": 404,
    }
    assert answers["owner"].headers["cache-control"] == "private, no-store"
    async with scope(two_towns.a):
        await set_public([ref.key], public=True)
    assert (await seen["stranger"].get(file_url(ref))).status_code == 200


async def test_own_files_are_only_ones_own(two_towns: Towns, make_person: MakePerson) -> None:
    mine, other = await make_person(two_towns.a), await make_person(two_towns.a)
    ref, foreign = await kept(two_towns.a, owner=mine), await kept(two_towns.a, owner=other)
    async with scope(two_towns.a):
        assert await own_files([ref.key, foreign.key, "p0"], person=mine) == {ref.key}


@pytest.mark.parametrize(
    ("sent", "purpose", "refusal"),
    [
        (upload(b"<html><script>alert(1)</script>", "cat.png"), Purpose.IMAGE, LooksDifferent),
        (upload(PDF, "cat.png"), Purpose.IMAGE, LooksDifferent),
        (upload(SVG, "logo.svg", "image/svg+xml"), Purpose.LOGO, TypeNotAllowed),
        (upload(SVG, "logo.png"), Purpose.LOGO, LooksDifferent),
        (upload(b"MZ\x90\0", "tool.exe", "application/x-msdownload"), Purpose.IMAGE, NotAnImage),
        (upload(b"\x89PNG\r\n\x1a\n" + b"\0" * 50), Purpose.IMAGE, NotAnImage),
        (upload(b"\0" * 10_000_001), Purpose.IMAGE, TooBig),
        (upload(b"<html>hei</html>", "notat.pdf", "application/pdf"), Purpose.DOCUMENT, LooksDifferent),
        (upload(picture((9, 9)), "bilde.pdf", "application/pdf"), Purpose.DOCUMENT, LooksDifferent),
    ],
)
async def test_upload_that_lies_is_refused_and_nothing_is_kept(
    two_towns: Towns, sent: Upload, purpose: Purpose, refusal: type[FileRefused]
) -> None:
    before = await stored(two_towns.b, "")
    with pytest.raises(refusal):
        await kept(two_towns.b, sent, purpose=purpose)
    assert await stored(two_towns.b, "") == before


async def test_document_that_is_a_bomb_is_kept_without_being_unpacked(two_towns: Towns) -> None:
    bomb = office_bomb()
    assert len(bomb) < 1_000_000
    ref = await kept(two_towns.a, upload(bomb, "søknad.docx", ""), purpose=Purpose.DOCUMENT)
    assert ref.bytes == len(bomb)


async def test_pages_are_answered_while_a_picture_is_made(two_towns: Towns, client: Client) -> None:
    visitor = await client(two_towns.b)
    keeping = asyncio.create_task(kept(two_towns.a, upload(picture((3000, 2400), "JPEG"), "a.jpg")))
    await asyncio.sleep(0)
    assert (await visitor.get("/theme/8a1538-00000000.css")).status_code == 200
    assert not keeping.done()
    await keeping


async def test_sweep_takes_what_stands_nowhere_and_nothing_else(two_towns: Towns) -> None:
    used, unused, foreign = await kept(two_towns.a), await kept(two_towns.a), await kept(two_towns.b)
    async with scope(two_towns.a):
        await execute(
            "INSERT INTO topic (key, names) VALUES ('t', $1)", {"nb": f"/files/{used.key}/400.webp"}
        )
        assert await delete_unused() == 0  # too new
        assert await delete_unused(now=datetime.now(UTC) + SOON) >= 1
        left = await value("SELECT array_agg(key) FROM file")
    assert used.key in left
    assert unused.key not in left
    assert await stored(two_towns.a, used.key)
    assert not await stored(two_towns.a, unused.key)
    assert await stored(two_towns.b, foreign.key)


async def test_sweep_takes_what_a_rollback_left(two_towns: Towns) -> None:
    ref = await kept_and_rolled_back(two_towns.a)
    assert await stored(two_towns.a, ref.key)
    async with scope(two_towns.a):
        await delete_unused(now=datetime.now(UTC) + SOON)
    assert not await stored(two_towns.a, ref.key)
