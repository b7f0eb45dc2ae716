"""Asking a plugin's hooks as the host does, and replaying its migrations: for `allmenning plugin check`."""

import secrets
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.db import rows, run_script
from core.db.migrations import run_pending
from core.host import house
from core.host.find import said
from core.host.hooks import ask_one
from core.host.hookspecs import Block, Conclusion, Event, Export, Link, Panel, PersonalData, Problem, Recipe
from core.host.house import Lodger
from core.projects.place import Place
from core.tenancy import PLATFORM, Kind, Tenant, scope

Question = tuple[str, type, dict[str, Any]]  # a hook, what it answers with, what it is given
_COLUMNS = """
    SELECT c.relname || '.' || a.attname AS name, format_type(a.atttypid, a.atttypmod) || ' '
    || CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS fact
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname = ANY ($1)
"""


@dataclass(frozen=True)
class History:
    """A plugin, and a town that was given its tables as they are now."""

    lodger: Lodger
    town: Tenant


async def ask_hooks(lodger: Lodger, town: Tenant, stands: Sequence[Any]) -> AsyncIterator[str]:
    """Each hook with arguments as the host gives them; what fails, or answers something else than agreed."""
    for stand in stands:
        async with stand.open() as place:
            for hook, expect, given in _of_activity(place):
                async for problem in _ask(lodger, hook, expect, **given):
                    yield problem
    async with scope(town):
        for hook, expect, given in _of_place():
            async for problem in _ask(lodger, hook, expect, **given):
                yield problem


def _of_activity(place: Place) -> Iterator[Question]:
    whole = {"project_id": None, "activity_id": place.here.id, "since": None, "until": None}
    yield "publish_problems", Problem, {"activity": place.here}
    yield "blocks", Block, whole
    yield "exports", Export, {"activity": place.here}
    yield "panels", Panel, {"place": "project", "subject": place.project}
    yield "conclusions", Conclusion, {"project_id": place.project.id}
    yield "portraits", Block, {"project_id": place.project.id, "who": frozenset({b"nobody"})}
    yield "portraits", Block, {"project_id": place.project.id, "who": frozenset()}
    yield "allows", bool, {"activity": place.here, "action": f"{place.here.method}.comment"}
    yield "clone_activity", object, {"source": place.here, "target": place.here}


def _of_place() -> Iterator[Question]:
    for page in ("home", "manage", "account"):
        yield "panels", Panel, {"place": page, "subject": None}
    for menu in ("nav", "manage", "footer", "platform"):
        yield "links", Link, {"place": menu}
    yield "recipes", Recipe, {}
    yield (
        "on_event",
        object,
        {"event": Event(name="something.happened", at=datetime.now(UTC), subject_id=999_999)},
    )
    yield "personal_data", PersonalData, {"person_id": 999_999}
    yield "forget_person", object, {"person_id": 999_999}


async def _ask(lodger: Lodger, hook: str, expect: type, **given: Any) -> AsyncIterator[str]:
    from structlog.testing import capture_logs

    if not hasattr(lodger.module, hook):
        return
    with capture_logs() as logs:
        heard = await ask_one(lodger, hook, expect=expect, seconds=None, **given)
    if heard.failed:
        errors = [each["exc_info"] for each in logs if isinstance(each.get("exc_info"), BaseException)]
        yield f"the hook {hook}() failed: {said(errors[0], lodger.folder) if errors else 'it took too long'}"
    for item in heard.items:
        async for problem in _of_item(lodger, hook, item):
            yield problem


async def _of_item(lodger: Lodger, hook: str, item: Any) -> AsyncIterator[str]:
    if isinstance(item, Block) and not item.id.startswith(f"{lodger.plugin.id}."):
        yield f"{hook}() answers with the block {item.id!r}; its id must begin with {lodger.plugin.id}."
    if isinstance(item, Export):
        try:
            async for row in item.rows:
                if set(row) != {column if isinstance(column, str) else column[0] for column in item.columns}:
                    yield f"exports(): the rows of {item.name!r} have other names than its columns"
                    break
        except Exception as error:  # noqa: BLE001 - whatever the plugin's own query raises
            yield f"exports(): the rows of {item.name!r} cannot be read: {said(error, lodger.folder)}"


async def history_problems(history: History) -> Iterable[str]:
    """Its migrations from the first one lead to the very tables that a new town is given."""
    lodger = history.lodger
    tables = [table._meta.tablename for table in lodger.app.tables]  # noqa: SLF001 - as in core.host.find
    if not tables:
        return []
    old = Tenant(f"r{secrets.token_hex(4)}", Kind.OTHER, PLATFORM.status, "Replayed")
    async with scope(PLATFORM):
        await run_script(
            f"RESET ROLE; CREATE ROLE {old.role} NOLOGIN; GRANT {old.role} TO CURRENT_USER; "
            f"CREATE SCHEMA {old.schema} AUTHORIZATION {old.role}; SET LOCAL ROLE {PLATFORM.role}"
        )
    for app in (house().core, lodger.app):
        try:
            async with scope(old):
                await run_pending(app)
        except Exception as error:  # noqa: BLE001 - whatever stands in the plugin's migration
            return [f"migrations/ cannot be run from the first one on: {said(error, lodger.folder)}"]
    return await _differences(old, history.town, tables)


async def _differences(old: Tenant, new: Tenant, tables: list[str]) -> list[str]:
    facts = []
    for town in (old, new):
        async with scope(town, read_only=True):
            found = await rows(_COLUMNS, tables)
        facts.append({each["name"]: each["fact"].replace(town.schema, "") for each in found})
    replayed, now = facts
    return [
        f"{name}: migrations make it {replayed.get(name, 'missing')!r}, tables.py says {now.get(name, 'missing')!r}; "
        "write a migration, or change tables.py"
        for name in sorted(replayed.keys() | now.keys())
        if replayed.get(name) != now.get(name)
    ]
