"""What the plugins offer for a section, as plain data; and why something is missing."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from core.sdk import Block, _, ask_blocks, say_date, say_datetime, site


@dataclass(frozen=True)
class Asked:
    """What all plugins answered for one activity, project or place in one period."""

    found: dict[str, dict[str, Any]]

    async def chosen(self, ids: list[str]) -> tuple[list[dict[str, Any]], str]:
        """The blocks of these ids in this order (all with something to show where none is named), and what is missing."""
        if not ids:
            shown = once([block for block in self.found.values() if block.get("n")])
            return shown, "" if shown else str(_("There are no figures for this period."))
        missing = [each for each in ids if each not in self.found]
        return [self.found[each] for each in ids if each in self.found], await _why(missing)


async def ask_figures(
    *, project_id: int | None, activity_id: int, since: datetime | None, until: datetime | None
) -> Asked:
    """In the language that is spoken."""
    blocks = await ask_blocks(
        project_id=None if activity_id else project_id,
        activity_id=activity_id or None,
        since=since,
        until=until,
    )
    return Asked({block.id: as_data(block) for block in blocks})


async def offered_figures(
    *, project_id: int | None, activity_id: int, chosen: list[str]
) -> list[tuple[str, str]]:
    """What a section can show, as (id, title): those with something in them, and those that are chosen already."""
    asked = await ask_figures(project_id=project_id, activity_id=activity_id, since=None, until=None)
    every = once([block for block in asked.found.values() if block.get("n")])
    every += [block for key, block in asked.found.items() if key in chosen and block not in every]
    kept = [(block["id"], block["title"]) for block in every]
    gone = [(key, str(_("{name} (not to be had now)").format(name=key))) for key in chosen]
    return kept + [each for each in gone if each[0] not in asked.found]


def once(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every method counts participants, in the same way: the same figure is said once."""
    kept: dict[Any, dict[str, Any]] = {}
    for block in blocks:
        same = (block["title"], block["value"]) if block["kind"] == "figure" else block["id"]
        kept.setdefault(same, block)
    return list(kept.values())


def as_data(block: Block) -> dict[str, Any]:
    """Every field of a block as JSON, its texts said in the language that is spoken."""
    return {field.name: _plain(getattr(block, field.name)) for field in fields(block)}


def _plain(given: Any) -> Any:
    match given:
        case None | bool() | int() | float():
            return given
        case date():
            return say_datetime(given) if isinstance(given, datetime) else say_date(given)
        case dict():
            return {str(key): _plain(each) for key, each in given.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each) for each in given]
        case _:
            return str(given)


async def _why(missing: list[str]) -> str:
    """A plugin that was switched off is said so; what else is away may come back."""
    if not missing:
        return ""
    here = await site()
    off = sorted({key for each in missing if not here.enabled(key := each.partition(".")[0])})
    if off:
        said = _("These figures cannot be shown: the plugin {names} is switched off here.")
        return str(said.format(names=", ".join(off)))
    return str(_("Some of the figures chosen here cannot be had just now."))
