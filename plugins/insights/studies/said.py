"""What a study has chosen, in words."""

from typing import Any

from core.sdk import Localized, Text, _, name_of_method, row, rows, say_date, site, topics
from plugins.insights.reading.selection import Selection


async def said_of(selection: Selection) -> list[tuple[Text, str]]:
    """What narrows it, by name, each with what was chosen. Nothing: all of the project, or of the place."""
    found: list[tuple[Text, str]] = []
    if selection.activity:
        found.append((_("Which contributions"), await _activity(selection.activity)))
    if selection.methods:
        found.append((_("Ways to take part"), _joined(name_of_method(each) for each in selection.methods)))
    if selection.since:
        found.append((_("From"), say_date(selection.since)))
    if selection.until:
        found.append((_("Until"), say_date(selection.until)))
    if selection.topics:
        found.append((_("Topics"), await _topics(selection.topics)))
    return [*found, *(await _where_and_who(selection))]


async def _where_and_who(selection: Selection) -> list[tuple[Text, str]]:
    found: list[tuple[Text, str]] = []
    if selection.areas:
        names = {each["key"]: Localized.of(each["names"]) for each in (await site()).areas}
        found.append((_("Districts"), _joined(names.get(each, each) for each in selection.areas)))
    if selection.ring or selection.address:
        drawn = [_("an area that was drawn")] if selection.ring else []
        found.append(
            (_("On the map"), _joined([*drawn, *([selection.address] if selection.address else [])]))
        )
    if selection.groups:
        found.append((_("Groups of people"), await _groups(list(selection.groups))))
    if selection.words:
        found.append((_("Only those with these words"), selection.words))
    if selection.comments:
        found.append((_("Comments"), str(_("are taken in"))))
    return found


async def _activity(activity_id: int) -> str:
    found = await row("SELECT names FROM activity WHERE id = $1", activity_id)
    return str(Localized.of(found["names"])) if found else str(_("One that is gone"))


async def _topics(keys: tuple[str, ...]) -> str:
    names = {topic.key: topic.name for topic in await topics()}
    return _joined(names.get(each, each) for each in keys)


async def _groups(ids: list[int]) -> str:
    found = await rows("SELECT names FROM person_group WHERE id = ANY($1::bigint[]) ORDER BY id", ids)
    return _joined(Localized.of(each["names"]) for each in found)


def _joined(names: Any) -> str:
    return ", ".join(str(each) for each in names)
