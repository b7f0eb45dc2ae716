"""An activity's data: its figures, and the tables to take out that its plugin offers. Names as the public sees them."""

from typing import Any

from core.host import house
from core.host.hooks import Heard, ask_plugin, ask_plugins
from core.host.hookspecs import Block, Export
from core.http import Answer, NotFound, Visit, get, page, stream
from core.http.downloads import CSV, XLSX, csv_chunks, xlsx_chunks
from core.projects.manage.place import managed_activity
from core.projects.place import Place
from core.text import slugify

_ONE = "/manage/projects/{project_id:int}/activities/{activity_id:int}/data"


@get(_ONE, action="staff.enter")
async def offered(visit: Visit, project_id: int, activity_id: int) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    exports, failed = await _exports(place)
    figures = await _asked(
        place, "blocks", Block, project_id=None, activity_id=place.here.id, since=None, until=None
    )
    return page(
        "manage/projects/activity_data.html",
        project=place.project,
        activity=place.here,
        method=house().method(place.here.method),
        exports=exports,
        blocks=figures.items,
        failed=failed or figures.failed,
    )


@get(_ONE + "/{name:str}/{form:str}", action="staff.enter")
async def taken(visit: Visit, project_id: int, activity_id: int, name: str, form: str) -> Answer:
    place = await managed_activity(visit, project_id, activity_id)
    exports, _failed = await _exports(place)
    found = next((export for export in exports if export.name == name), None)
    if found is None or form not in ("csv", "xlsx"):
        raise NotFound
    filename = f"{slugify(str(place.here.name))}-{slugify(found.name)}.{form}"
    columns = [(column, column) for column in found.columns]
    if form == "csv":
        return stream(csv_chunks(found.rows, columns=columns), filename=filename, media_type=CSV)
    return stream(
        xlsx_chunks(found.rows, columns=columns, title=found.name), filename=filename, media_type=XLSX
    )


async def _exports(place: Place) -> tuple[list[Export], bool]:
    """What its plugin offers, then what others have made of it; and whether its own failed to say."""
    owner = house().method_owner.get(place.here.method, "")
    heard = await ask_plugins("exports", expect=Export, activity=place.here)
    found: dict[str, Export] = {}
    for each in sorted(heard, key=lambda each: each.plugin_id != owner):
        for export in each.items:
            found.setdefault(export.name, export)
    return list(found.values()), any(each.failed for each in heard if each.plugin_id == owner)


async def _asked(place: Place, hook: str, expect: type, **arguments: Any) -> Heard:
    owner = house().method_owner.get(place.here.method, "")
    return await ask_plugin(owner, hook, expect=expect, **arguments)
