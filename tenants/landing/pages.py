"""The landing page."""

from core.http import Page, Visit, get, page
from tenants.landing.benefits import BENEFITS, STEPS


@get("/", action="site.view", at="platform", keep=True)
async def landing(visit: Visit) -> Page:  # noqa: ARG001 - every handler gets the visit
    return page("tenants/landing.html", benefits=BENEFITS, steps=STEPS)
