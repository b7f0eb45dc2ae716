"""Files that the program makes: kept apart from the public ones, read back whole, also from a path."""

from pathlib import Path

import pytest

from core.http import NotFound
from core.sdk import keep_made, send_kept
from core.sdk.testing import Client, Towns
from core.tenancy import scope


async def test_made_file_is_handed_out_by_its_own_page_only(
    two_towns: Towns, client: Client, tmp_path: Path
) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * 3_000_000)
    async with scope(two_towns.a):
        small = await keep_made(b"%PDF-1.7", name="Rapport.pdf", media_type="application/pdf")
        kept = await keep_made(large, name="Arkiv.zip", media_type="application/zip")
    async with scope(two_towns.a, read_only=True):
        sent = await send_kept(small.key)
        assert b"".join([piece async for piece in sent.chunks]) == b"%PDF-1.7"
        whole = b"".join([piece async for piece in (await send_kept(kept.key)).chunks])
    assert (len(whole), kept.bytes, sent.filename) == (3_000_000, 3_000_000, "Rapport.pdf")
    visitor = await client(two_towns.a)
    assert (await visitor.get(f"/files/{small.key}/Rapport.pdf")).status_code == 404


async def test_made_file_of_another_town_is_not_there(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        kept = await keep_made(b"secret", name="a.pdf", media_type="application/pdf")
    async with scope(two_towns.b, read_only=True):
        with pytest.raises(NotFound):
            await send_kept(kept.key)
