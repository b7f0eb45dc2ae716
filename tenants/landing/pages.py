"""The landing page, and what stands at the foot of every page of this host."""

from core.http import Page, Visit, get, page
from tenants.landing.benefits import BENEFITS, STEPS


@get("/", action="site.view", at="platform", keep=True)
async def landing(visit: Visit) -> Page:  # noqa: ARG001 - every handler gets the visit
    return page("tenants/landing.html", benefits=BENEFITS, steps=STEPS)


@get("/privacy", action="site.view", at="platform", keep=True)
async def privacy(visit: Visit) -> Page:  # noqa: ARG001
    return page("tenants/privacy.html")


@get("/accessibility", action="site.view", at="platform", keep=True)
async def accessibility(visit: Visit) -> Page:  # noqa: ARG001
    return page("tenants/accessibility.html")
