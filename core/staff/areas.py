"""Areas of the place: parts of town, villages. They stand in the site's settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.contributions import relabel as in_contributions
from core.contributions.refusals import Gone, NameTaken, StillUsed
from core.http import Answer, Visit, get, post
from core.i18n import Localized, _
from core.projects import relabel as in_projects
from core.staff import labels
from core.staff.settings import lock_site
from core.staff.settings_forms import AreaForm
from core.tenancy import save_site
from core.text import slugify

BASE = "/manage/settings/areas"
_ONE = BASE + "/{key:str}"


class Areas:
    base = BASE
    subject = "area"
    form = AreaForm
    words = labels.Words(
        title=_("Areas"),
        lead=_("Where ideas and projects belong. People filter lists by them."),
        new=_("New area"),
        none=_("No areas yet"),
        remove=_("Remove the area “{name}”?"),
    )

    async def lines(self, visit: Visit) -> list[labels.Line]:
        ideas, projects = await in_contributions.area_uses(), await in_projects.area_uses()
        languages = list(visit.site.languages)
        return [
            labels.Line(
                key=key,
                name=name,
                uses=ideas.get(key, 0) + projects.get(key, 0),
                missing=tuple(name.missing(languages)),
            )
            for key, name in _areas(visit).items()
        ]

    async def initial(self, visit: Visit, key: str) -> Mapping[str, Any] | None:
        name = _areas(visit).get(key)
        return None if name is None else {"names": name}

    async def add(self, visit: Visit, sent: AreaForm) -> str:
        areas = _areas(visit)
        key = slugify(sent.names.text(visit.site.main_language), fallback="area", max_length=60)
        if key in areas:
            raise NameTaken
        await _save(visit, {**areas, key: sent.names})
        return key

    async def change(self, visit: Visit, key: str, sent: AreaForm) -> None:
        await _save(visit, {**_areas(visit), key: sent.names})

    async def order(self, visit: Visit, keys: Sequence[str]) -> None:
        areas = _areas(visit)
        await _save(visit, {key: areas[key] for key in keys})

    async def remove(self, visit: Visit, key: str) -> None:
        uses = (await in_contributions.area_uses()).get(key) or (await in_projects.area_uses()).get(key)
        if uses:
            raise StillUsed
        await _save(visit, {other: name for other, name in _areas(visit).items() if other != key})

    async def merge(self, visit: Visit, key: str, into: str) -> None:
        if into == key or into not in _areas(visit):
            raise Gone
        await in_contributions.move_area(key=key, into=into)
        await in_projects.replace_area(key=key, by=into)
        await self.remove(visit, key)


AREAS = Areas()


def _areas(visit: Visit) -> dict[str, Localized]:
    return {str(each["key"]): Localized.of(each["names"]) for each in visit.site.areas}


async def _save(visit: Visit, areas: dict[str, Localized]) -> None:
    """All at once: whoever saved since this request began wins, and this one is told."""
    stored = [{"key": key, "names": dict(names)} for key, names in areas.items()]
    await lock_site(str(visit.site.version))
    await save_site(areas=stored)


@get(BASE, action="site.manage")
async def listed(visit: Visit) -> Answer:
    return await labels.show_list(visit, AREAS)


@get(BASE + "/new", action="site.manage")
async def new(visit: Visit) -> Answer:
    return await labels.show_new(visit, AREAS)


@post(BASE + "/new", action="site.manage")
async def make(visit: Visit) -> Answer:
    return await labels.make_new(visit, AREAS)


@get(_ONE, action="site.manage")
async def one(visit: Visit, key: str) -> Answer:
    return await labels.show_one(visit, AREAS, key)


@post(_ONE, action="site.manage")
async def save(visit: Visit, key: str) -> Answer:
    return await labels.save_one(visit, AREAS, key)


@post(_ONE + "/move", action="site.manage")
async def move(visit: Visit, key: str) -> Answer:
    return await labels.move_one(visit, AREAS, key)


@get(_ONE + "/remove", action="site.manage")
async def ask_remove(visit: Visit, key: str) -> Answer:
    return await labels.ask_remove(visit, AREAS, key)


@post(_ONE + "/remove", action="site.manage")
async def remove(visit: Visit, key: str) -> Answer:
    return await labels.remove_one(visit, AREAS, key)
