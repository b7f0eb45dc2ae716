"""A recording is sent in the parts that a player asks for, inline, and to nobody who may not have it."""

import httpx
import pytest

from core.files import Purpose, file_url, keep_upload, set_public
from core.files.playing import wanted_part
from core.people import Role
from core.tenancy import scope
from core.text import Refused
from tests.conftest import Client
from tests.files.samples import upload
from tests.support.towns import Towns

MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(range(256)) * 3_000


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-", range(100)),
        ("bytes=0-0", range(1)),
        ("bytes=90-200", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-1000", range(100)),
        ("bytes=100-", range(0)),
        ("bytes=-0", range(0)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 500 + "-", None),
    ],
)
def test_parts_are_read_as_the_standard_says(asked: str, part: range | None) -> None:
    found = wanted_part(asked, 100)
    assert (found is None) == (part is None)
    assert list(found or ()) == list(part or ())


async def _get(visitor: httpx.AsyncClient, url: str, asked: str = "") -> httpx.Response:
    return await visitor.get(url, headers={"range": asked} if asked else {})


async def test_a_player_jumps_in_a_recording(two_towns: Towns, client: Client) -> None:
    async with scope(two_towns.a):
        sent = upload(MP3, "Møtet.mp3", "audio/mpeg")
        ref = await keep_upload(sent, purpose=Purpose.RECORDING, owner=None)
    url = file_url(ref)
    visitor, neighbour = await client(two_towns.a), await client(two_towns.b)
    whole = await _get(visitor, url)
    assert (whole.status_code, whole.content) == (200, MP3)
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-disposition"].startswith("inline")
    part = await _get(visitor, url, "bytes=1000-1999")
    assert (part.status_code, part.content) == (206, MP3[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(MP3)}"
    last = await _get(visitor, url, "bytes=-7")
    assert (last.status_code, last.content) == (206, MP3[-7:])
    beyond = await _get(visitor, url, f"bytes={len(MP3)}-")
    assert (beyond.status_code, beyond.content) == (416, b"")
    assert beyond.headers["content-range"] == f"bytes */{len(MP3)}"
    assert (await _get(neighbour, url)).status_code == 404
    async with scope(two_towns.a):
        await set_public([ref.key], public=False)
    assert (await _get(visitor, url, "bytes=0-9")).status_code == 404
    staff = await client(two_towns.a, role=Role.ADMIN)
    assert (await _get(staff, url, "bytes=0-9")).content == MP3[:10]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><script>x()</script>", "film.mp4"),
        (MP3, "film.mp4"),
        (b"ID3" + b"\0" * 50_000_000, "lang.mp3"),
        (b"MZ\x90\x00" + b"\0" * 500, "film.mp3"),
        (b"", "film.webm"),
    ],
)
async def test_what_is_no_recording_is_refused(two_towns: Towns, data: bytes, name: str) -> None:
    async with scope(two_towns.a):
        with pytest.raises(Refused):
            await keep_upload(upload(data, name, "video/mp4"), purpose=Purpose.RECORDING, owner=None)
