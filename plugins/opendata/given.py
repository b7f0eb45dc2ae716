"""Tables that methods give of an activity: the columns that they call public (`Export.public`), and no others."""

from typing import Any

from core.sdk import (
    Export,
    Localized,
    _,
    ask_exports,
    current_locale,
    place_of_activity,
    rows,
    site,
    slugify,
    speaking,
)
from plugins.opendata.model import OPEN_ACTIVITY, Column, OpenTable, Rows

_OPEN = f"""
    SELECT a.id FROM activity a LEFT JOIN phase ph ON ph.id = a.phase WHERE a.project = $1 AND {OPEN_ACTIVITY}
    ORDER BY ph.position NULLS FIRST, a.position, a.id
"""
# Whatever a plugin says: columns of these names are about somebody, and never open data.
PERSONAL = frozenset(
    {
        *(
            "author",
            "author_name",
            "name",
            "person",
            "person_id",
            "sender",
            "voter",
            "who",
            "birth",
            "receipt",
        ),
        *("address", "postcode", "latitude", "longitude", "location", "email", "phone", "ip"),
    }
)


async def given_tables(project_id: int) -> list[OpenTable]:
    """A table for each that is given, named by its activity."""
    found: dict[str, OpenTable] = {}
    here, locale = await site(), current_locale()
    for each in await rows(_OPEN, project_id):
        place = await place_of_activity(here, each["id"])
        if place is None:
            continue
        for export in await ask_exports(place.here):
            columns = public_columns(export)
            name = f"{place.here.slug}-{slugify(export.name, fallback='table')}"
            if columns and name not in found:
                found[name] = OpenTable(
                    name=name,
                    title=_("{activity}: {table}").format(activity=place.here.name, table=export.title),
                    about=_("From “{activity}”. Only what everyone can read, without names.").format(
                        activity=place.here.name
                    ),
                    columns=columns,
                    rows=lambda export=export, columns=columns: _rows(export, columns, locale),  # type: ignore[misc]
                )
    return list(found.values())


def public_columns(export: Export) -> tuple[Column, ...]:
    """In the order of the table."""
    return tuple(
        Column(key, export.public[key])
        for key in export.columns
        if key in export.public and key not in PERSONAL
    )


async def _rows(export: Export, columns: tuple[Column, ...], locale: str) -> Rows:
    async for found in export.rows:
        with speaking(locale):
            line = {column.key: _plain(found.get(column.key)) for column in columns}
        yield line


def _plain(value: Any) -> Any:
    """Names in the reader's language, moments in UTC, lists with a bar between."""
    if isinstance(value, dict):
        return Localized.of(value).text()
    if isinstance(value, list | tuple):
        return "|".join(str(_plain(each)) for each in value)
    return value.isoformat() if hasattr(value, "isoformat") else value
