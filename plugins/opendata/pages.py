"""The pages and files of open data, for everybody; so many files an hour from one address."""

from typing import Any

from core.sdk import (
    Answer,
    Data,
    Limit,
    NotFound,
    Place,
    Stream,
    TooMany,
    TooOften,
    Visit,
    count_try,
    get,
    page,
)
from plugins.opendata.catalogue import describe, publisher_of
from plugins.opendata.files import FORMATS, sent
from plugins.opendata.model import OpenTable
from plugins.opendata.projects import Opened, open_project, open_projects
from plugins.opendata.settings import LICENCES, defaults_of
from plugins.opendata.tabling import figures_of, tables_of
from plugins.opendata.writing import JSON_LD, TURTLE, as_json_ld, as_turtle

FILES = Limit("opendata.files", most=240, seconds=3600)


@get("/open-data", action="opendata.view", keep=True)
async def show(visit: Visit) -> Answer:
    _on(visit)
    projects = await open_projects()
    return page("opendata/show.html", projects=projects, tables=[figures_of(None)], **_about(visit))


@get("/open-data/{name:str}", action="opendata.view")
async def fetch(visit: Visit, name: str) -> Answer:
    _on(visit)
    await _count(visit)
    if name in ("catalogue.jsonld", "catalogue.ttl"):
        return await _catalogue(visit, name.rpartition(".")[2])
    return _file([figures_of(None)], name, "")


@get("/open-data", action="opendata.view", at="project", keep=True)
async def show_project(visit: Visit, place: Place) -> Answer:
    project = await _opened(visit, place)
    tables = await tables_of(project.id)
    return page("opendata/project.html", project=project, tables=tables, **_about(visit))


@get("/open-data/{name:str}", action="opendata.view", at="project")
async def fetch_of_project(visit: Visit, place: Place, name: str) -> Answer:
    project = await _opened(visit, place)
    await _count(visit)
    return _file(await tables_of(project.id), name, f"{project.slug}-")


async def _catalogue(visit: Visit, kind: str) -> Data:
    projects = [(each, await tables_of(each.id)) for each in await open_projects()]
    nodes = describe(publisher_of(visit.site), projects)
    return Data(as_json_ld(nodes), JSON_LD) if kind == "jsonld" else Data(as_turtle(nodes), TURTLE)


def _file(tables: list[OpenTable], name: str, before: str) -> Stream:
    wanted, _dot, kind = name.rpartition(".")
    table = next((each for each in tables if each.name == wanted), None)
    if table is None or kind not in FORMATS:
        raise NotFound
    return sent(table, kind, f"{before}{wanted}")


async def _opened(visit: Visit, place: Place) -> Opened:
    _on(visit)
    project = await open_project(place.project.id)
    if project is None:
        raise NotFound
    return project


def _on(visit: Visit) -> None:
    if not defaults_of(visit.site).on:
        raise NotFound


async def _count(visit: Visit) -> None:
    try:
        await count_try(FILES, visit.ip_key)
    except TooOften as often:
        raise TooMany(often.seconds) from None


def _about(visit: Visit) -> dict[str, Any]:
    return {"licence": LICENCES[defaults_of(visit.site).licence], "formats": FORMATS}
