"""The list of all places: sorted by who needs somebody most, narrowed by what calls."""

from urllib.parse import urlencode

from core.http import Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from tenants.desk.health.keeping import keep_health_of
from tenants.desk.health.listing import SIZE, Wanted, listed
from tenants.desk.places import ACTION, expert_of, page_number, tenant_named

CONCERNS = (
    ("", _("All")),
    ("mine", _("My portfolio")),
    ("trouble", _("Something is wrong")),
    ("cases", _("Open cases")),
    ("paused", _("Paused plugins")),
    ("jobs", _("Stopped tasks")),
    ("mail", _("Mail trouble")),
    ("overdue", _("Overdue promises")),
    ("quiet", _("Quiet for two months")),
    ("trial", _("Trial ends")),
)
SORTS = (
    ("trouble", _("Most trouble first")),
    ("name", _("Name")),
    ("active", _("Most active first")),
    ("newest", _("Newest first")),
    ("trial", _("Trial ends first")),
)


@get("/desk", action=ACTION, at="platform")
async def show_places(visit: Visit) -> Page:
    query = visit.query
    wanted = Wanted(
        text=query.get("q", "").strip()[:200],
        state=query.get("state", ""),
        concern=query.get("concern", ""),
        sort=query.get("sort", "trouble"),
        page=page_number(visit),
        expert=expert_of(visit).id,
    )
    lines, total = await listed(wanted)
    return page(
        "tenants/desk/places.html",
        block="places",
        lines=lines,
        total=total,
        wanted=wanted,
        concerns=CONCERNS,
        sorts=SORTS,
        newer=_address(wanted, wanted.page - 1) if wanted.page > 1 else None,
        older=_address(wanted, wanted.page + 1) if total > wanted.page * SIZE else None,
    )


@post("/desk/{tenant_id:str}/health", action=ACTION, at="platform")
async def count_again(visit: Visit, tenant_id: str) -> Redirect:  # noqa: ARG001 - every handler gets the visit
    tenant = await tenant_named(tenant_id)
    await keep_health_of(tenant)
    return redirect(f"/desk/{tenant.id}", toast=_("Counted again."))


def _address(wanted: Wanted, number: int) -> str:
    query = {"q": wanted.text, "state": wanted.state, "concern": wanted.concern, "sort": wanted.sort}
    return "/desk?" + urlencode({**query, "page": number})
