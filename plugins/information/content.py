"""The page's blocks: text, facts, documents, pictures and links, in the order that staff give them. The only writer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.sdk import Localized, Text, _, check_version, execute, row, rows, set_public, value

KINDS: dict[str, Text] = {
    "text": _("Text"),
    "facts": _("Facts"),
    "document": _("Document"),
    "picture": _("Picture"),
    "link": _("Link or video"),
}


@dataclass(frozen=True, slots=True)
class PageBlock:
    id: int
    kind: str
    title: Localized
    body: Localized
    files: list[dict[str, Any]]
    details: dict[str, Any]
    version: int

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Lines of `what: how much`, in the reader's language."""
        pairs = (line.partition(":") for line in self.body.text().splitlines() if line.strip())
        return [(name.strip(), told.strip()) for name, _colon, told in pairs]

    @property
    def kind_name(self) -> Text:
        return KINDS[self.kind]


_BLOCK = "SELECT id, kind, titles, bodies, files, details, version FROM information_block WHERE activity = $1"


async def blocks_of(*, activity_id: int) -> list[PageBlock]:
    return [_block(each) for each in await rows(f"{_BLOCK} ORDER BY position, id", activity_id)]


async def block_of(*, activity_id: int, block_id: int) -> PageBlock | None:
    found = await row(f"{_BLOCK} AND id = $2", activity_id, block_id)
    return _block(found) if found else None


def _block(found: Mapping[str, Any]) -> PageBlock:
    titles, bodies = Localized.of(found["titles"]), Localized.of(found["bodies"])
    return PageBlock(
        found["id"], found["kind"], titles, bodies, found["files"], found["details"], found["version"]
    )


async def add_block(
    *,
    activity_id: int,
    kind: str,
    title: Mapping[str, str],
    body: Mapping[str, str],
    files: Sequence[Mapping[str, Any]] = (),
    details: Mapping[str, Any] | None = None,
) -> int:
    """At the end of the page. Its files are public at once, as the page is."""
    await set_public([file["key"] for file in files if file.get("key")], public=True)
    new_id: int = await value(
        "INSERT INTO information_block (activity, position, kind, titles, bodies, files, details) "
        "SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6 FROM information_block WHERE activity = $1 RETURNING id",
        *(activity_id, kind, dict(title), dict(body), [dict(file) for file in files], dict(details or {})),
    )
    return new_id


async def change_block(
    *,
    activity_id: int,
    block: PageBlock,
    title: Mapping[str, str],
    body: Mapping[str, str],
    files: Sequence[Mapping[str, Any]],
    details: Mapping[str, Any],
    version: str,
) -> None:
    """Raises StaleForm."""
    check_version(current=block.version, sent=version)
    kept = {file.get("key") for file in files}
    await set_public([file["key"] for file in block.files if file["key"] not in kept], public=False)
    await set_public([file["key"] for file in files if file.get("key")], public=True)
    await execute(
        "UPDATE information_block SET titles = $3, bodies = $4, files = $5, details = $6, version = version + 1 "
        "WHERE activity = $1 AND id = $2",
        *(activity_id, block.id, dict(title), dict(body), [dict(file) for file in files], dict(details)),
    )


async def remove_block(*, activity_id: int, block_id: int) -> None:
    found = await row(
        "DELETE FROM information_block WHERE activity = $1 AND id = $2 RETURNING files", activity_id, block_id
    )
    if found:
        await set_public([file["key"] for file in found["files"]], public=False)


async def move_block(*, activity_id: int, block_id: int, steps: int) -> None:
    """So many places down (up, where negative), no further than the end."""
    order = [
        each["id"]
        for each in await rows(
            "SELECT id FROM information_block WHERE activity = $1 ORDER BY position, id FOR UPDATE",
            activity_id,
        )
    ]
    if block_id not in order:
        return
    at = order.index(block_id)
    order.insert(max(0, min(len(order) - 1, at + steps)), order.pop(at))
    await execute(
        "UPDATE information_block b SET position = o.n FROM unnest($2::bigint[]) WITH ORDINALITY o(id, n) "
        "WHERE b.id = o.id AND b.activity = $1",
        *(activity_id, order),
    )


async def copy_blocks(*, source_id: int, target_id: int) -> None:
    """For a project that is duplicated."""
    await execute(
        "INSERT INTO information_block (activity, position, kind, titles, bodies, files, details) "
        "SELECT $2, position, kind, titles, bodies, files, details FROM information_block WHERE activity "
        "= $1 ORDER BY position, id",
        *(source_id, target_id),
    )
