"""From a request to a visit: which site, who is there, which language."""

from dataclasses import replace
from datetime import UTC, datetime

from litestar import Request

from core.http import Route, Visit
from core.http.cookies import LOCALE, session_cookie_name
from core.people import Person
from core.people.sessions import Context, context
from core.tenancy import Site, Tenant
from core.tenancy.scope import current_scope
from core.web.guests import let_go_unless_expert
from core.web.problems import best_locale


async def arrive(request: Request, route: Route) -> Visit:  # type: ignore[type-arg]
    """One query: the site's settings, its content version and the person. In the transaction that the middleware opened."""
    found: Context = await context(request.cookies.get(session_cookie_name()))
    tenant: Tenant = current_scope().tenant
    if await let_go_unless_expert(found):
        found = replace(found, person=None, support_reason=None)
    return Visit(
        request=request,
        tenant=tenant,
        site=found.site,
        person=found.person,
        locale=locale_of(request, found.site, found.person),
        route=route,
        content_version=found.content_version,
        support_reason=found.support_reason,
        now=datetime.now(UTC),
    )


def locale_of(request: Request, site: Site, person: Person | None) -> str:  # type: ignore[type-arg]
    """The choice made here, else the person's own, else the browser's, else the site's first language."""
    for chosen in (request.cookies.get(LOCALE), person.locale if person else ""):
        if chosen in site.languages:
            return chosen
    accepted = request.headers.get("accept-language", "")
    return best_locale(accepted, site.languages) if accepted else site.main_language
