"""Every route becomes an address of the application; the way of a visit through it is `serve`."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from core.access import Refusal
from core.access.known import action_named
from core.access.reasons import OnlyRead
from core.host import House
from core.host import house as current_house
from core.host.declaration import Enabled
from core.http import Answer, Forbidden, NotFound, Page, Route, Visit
from core.http.body import refuse_large
from core.i18n import speaking
from core.projects.place import place_at
from core.projects.visibility import hidden_from_search, may_see
from core.tenancy import current_scope
from core.tenancy.acting import acting_as
from core.text import storable
from core.web.arrive import arrive
from core.web.below import ActivityRouter
from core.web.beside import ask_beside
from core.web.guests import note_step
from core.web.kept import STORE, key_of
from core.web.problem_pages import problem_page
from core.web.respond import from_kept, kept_page, render, respond

ACTIVITY = "/projects/{project_slug:str}/{activity_slug:str}"
BIGGEST_ID = 2**63 - 1  # of PostgreSQL's bigint: nothing has a number beyond


def mount(house: House, *, platform: bool) -> list[HTTPRouteHandler]:
    """The handlers of one of the two applications: the tenants' places, or the platform's own host."""
    where = Enabled.PLATFORM if platform else Enabled.TENANTS
    handlers = [_handler(route, None) for route in house.core_routes if _stands(route, platform=platform)]
    handlers += [_handler(_NOWHERE, None), _handler(_NOWHERE_SENT, None)]
    for lodger in house.lodgers_in(where):
        handlers += [_handler(route, lodger.plugin.id) for route in lodger.routes if route.at != "activity"]
    if not platform:
        handlers += _activity_handlers()
    return handlers


def _stands(route: Route, *, platform: bool) -> bool:
    """Core's pages of a place; on the platform host only those that a support expert needs."""
    if route.at == "platform":
        return platform
    return not platform or (route.at == "site" and route.both)


async def _nowhere(*_visit: Any, **_values: Any) -> Answer:
    raise NotFound


_NOWHERE = Route("GET", "/{rest:path}", "site.view", "site", _nowhere, both=True)
_NOWHERE_SENT = Route("POST", "/{rest:path}", "site.view", "site", _nowhere, both=True)


def _handler(route: Route, owner: str | None) -> HTTPRouteHandler:
    async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            return await serve(request, route, owner, dict(request.path_params))
        except Exception as error:  # noqa: BLE001 - every error has a page
            return await problem_page(request, error)

    return _litestar_handler(route.full_path, [route.method], route.max_body, handle)


def _activity_handlers() -> Iterable[HTTPRouteHandler]:
    router = ActivityRouter()

    async def handle(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            return await serve_activity(request, router)
        except Exception as error:  # noqa: BLE001 - as above
            return await problem_page(request, error)

    for path in (ACTIVITY, ACTIVITY + "/{rest:path}"):
        yield _litestar_handler(path, ["GET", "POST"], router.biggest_body, handle)


def _litestar_handler(path: str, methods: list[str], max_body: int, handle: Any) -> HTTPRouteHandler:
    allowed: Any = [*methods, "HEAD"] if "GET" in methods else methods
    handler = HTTPRouteHandler(
        path, http_method=allowed, status_code=200, request_max_body_size=max_body, include_in_schema=False
    )
    return handler(handle)


async def serve(
    request: Request[Any, Any, Any], route: Route, owner: str | None, values: dict[str, Any]
) -> Response[Any]:
    """Arrive → is it on here? → kept page? → place → guard → handler → page."""
    visit = await _begin(request, route)
    if owner is not None and not visit.site.enabled(owner):
        raise NotFound

    async def made(key: str | None) -> Response[Any]:
        if route.at == "project":
            visit.place = await _place(visit, values.pop("project_slug"), None)
        return await _answered(visit, owner or "", values, key)

    return await _kept_or_made(visit, made)


async def serve_activity(request: Request[Any, Any, Any], router: ActivityRouter) -> Response[Any]:
    """The place first: its method says which plugin's addresses count."""
    params = request.path_params
    visit = await _begin(request, router.any_route)

    async def made(key: str | None) -> Response[Any]:
        visit.place = await _place(visit, params["project_slug"], params["activity_slug"])
        found = router.find(visit.place.here.method, request.method, str(params.get("rest", "")))
        if found is None or not visit.place.gate.plugin_on:
            raise NotFound
        visit.route, values = found
        owner = current_house().method_owner[visit.place.here.method]
        return await _answered(visit, owner, values, key if visit.route.keep else None)

    return await _kept_or_made(visit, made)


async def _kept_or_made(
    visit: Visit, made: Callable[[str | None], Awaitable[Response[Any]]]
) -> Response[Any]:
    """The page from memory, or made now – by one visit while the others that want the same page wait."""
    key = key_of(visit)
    if key is None:
        return await made(None)
    if kept := STORE.get(key):
        return from_kept(kept, visit)
    async with STORE.turn(key):
        if kept := STORE.get(key):
            return from_kept(kept, visit)
        return await made(key)


async def _begin(request: Request[Any, Any, Any], route: Route) -> Visit:
    visit = await arrive(request, route)
    request.scope["visit"] = visit  # type: ignore[typeddict-unknown-key]
    if storable(request.scope["path"]) != request.scope["path"]:
        raise NotFound
    return visit


async def _place(visit: Visit, project_slug: str, activity_slug: str | None) -> Any:
    place = await place_at(visit.site, project_slug, activity_slug)
    if place is None or not may_see(place, visit.person, visit.query.get("preview", "")):
        raise NotFound
    return place


async def _answered(
    visit: Visit, owner: str, values: dict[str, Any], key: str | None = None
) -> Response[Any]:
    if any(isinstance(each, int) and each > BIGGEST_ID for each in values.values()):
        raise NotFound
    visit.require(visit.route.action)
    await note_step(visit)
    _refuse_writing(visit)
    refuse_large(visit.request, visit.route.max_body)  # here, for the handlers that read no body
    arguments = (visit,) if visit.place is None else (visit, visit.place)
    if visit.place is not None and hidden_from_search(visit.place.project):
        key = None  # such a page says 'noindex', which a kept one would not know
    with speaking(visit.locale):
        with acting_as(owner):
            answer: Answer = await visit.route.handler(*arguments, **values)
        await ask_beside(answer, visit)
        if key is not None and isinstance(answer, Page) and answer.status == 200 and not answer.headers:  # noqa: PLR2004
            kept = kept_page(render(answer, visit), key)
            if not current_scope().missing:  # a page without a plugin's part is for now only
                STORE.put(key, kept)
            return from_kept(kept, visit)
        return respond(answer, visit)


def _refuse_writing(visit: Visit) -> None:
    if not visit.tenant.read_only or visit.route.method != "POST":
        return
    if not action_named(visit.route.action).when_read_only:
        raise Forbidden(Refusal(OnlyRead()))
