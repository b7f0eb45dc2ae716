"""The plugins that may keep something about a person here: also those that were switched off and left their tables."""

from typing import Any

from core.db import value
from core.host import house
from core.host.hooks import Heard, ask_one
from core.host.house import Lodger

_SECONDS = 10.0  # a person waits for this once; better slow than incomplete


async def ask_keepers(hook: str, *, expect: type = object, person_id: int) -> list[Heard]:
    """`personal_data` or `forget_person`, of every plugin whose tables stand in this place."""
    answers = []
    for lodger in house().lodgers.values():
        if hasattr(lodger.module, hook) and await _keeps_something(lodger):
            asked: dict[str, Any] = {"person_id": person_id}
            answers.append(await ask_one(lodger, hook, expect=expect, seconds=_SECONDS, **asked))
    return answers


async def _keeps_something(lodger: Lodger) -> bool:
    names = [table._meta.tablename for table in lodger.plugin.tables]  # noqa: SLF001 - Piccolo has no other way
    found: bool = await value(
        "SELECT EXISTS (SELECT 1 FROM unnest($1::text[]) n WHERE to_regclass(n) IS NOT NULL)", names
    )
    return found
