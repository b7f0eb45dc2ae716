from pathlib import Path

import pytest

from core.outside.storage import NotStoredError, ObjectStorage, storage_from


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStorage:
    return storage_from(f"file://{tmp_path}/a%20folder" if request.param == "file" else "memory:///")


async def test_what_is_put_can_be_read_and_streamed(store: ObjectStorage) -> None:
    data = bytes(range(256)) * 4000
    await store.put("t1/files/abc/full", data, media_type="image/webp")
    assert await store.read("t1/files/abc/full") == data
    assert b"".join([piece async for piece in await store.stream("t1/files/abc/full")]) == data


async def test_put_replaces(store: ObjectStorage) -> None:
    await store.put("t1/a", b"one")
    await store.put("t1/a", b"two")
    assert await store.read("t1/a") == b"two"


async def test_missing_object_says_so(store: ObjectStorage) -> None:
    with pytest.raises(NotStoredError):
        await store.read("t1/none")
    with pytest.raises(NotStoredError):
        await store.stream("t1/none")
    await store.delete("t1/none")


async def test_list_and_delete_prefix_stay_within_one_tenant(store: ObjectStorage) -> None:
    for key in ("t1/files/a/full", "t1/files/a/400", "t12/files/b/full", "t2/files/a/full"):
        await store.put(key, b"x")
    assert sorted([each.key async for each in store.list("t1")]) == ["t1/files/a/400", "t1/files/a/full"]
    assert await store.delete_prefix("t1/") == 2
    assert [each.key async for each in store.list("t1")] == []
    assert [each.key async for each in store.list("t12")] == ["t12/files/b/full"]


@pytest.mark.parametrize(
    "key", ["", "a", "/t1/a", "t1/../t2/a", "t1/a b", "t1//a", "t1/.hidden", "t1/" + "a" * 600, "T1/a"]
)
async def test_keys_that_leave_the_tenant_are_refused(store: ObjectStorage, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        await store.put(key, b"x")


async def test_an_empty_prefix_is_refused(store: ObjectStorage) -> None:
    with pytest.raises(ValueError, match="prefix"):
        await store.delete_prefix("")
