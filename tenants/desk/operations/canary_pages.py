"""Plugins over all places, and a newer version for chosen ones first."""

from typing import Annotated

import msgspec

from core.forms import Bound, LongText, bind
from core.host import Enabled, house
from core.host.declaration import Plugin
from core.http import NotFound, Page, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.text import Refused
from tenants.desk.operations import canary
from tenants.desk.places import ACTION, UNPROCESSABLE, expert_of

_ONE = "/desk/plugins/{plugin_id:str}"


class UpgradeForm(msgspec.Struct):
    why: Annotated[
        str,
        LongText(label=_("Why these first?"), help=_("It stands in the record of each place."), max=1_000),
    ]


@get("/desk/plugins", action=ACTION, at="platform")
async def show_plugins(visit: Visit) -> Page:  # noqa: ARG001 - every handler gets the visit
    return page("tenants/desk/plugins.html", plugins=await canary.plugins())


@get(_ONE, action=ACTION, at="platform")
async def show_plugin(visit: Visit, plugin_id: str) -> Page:  # noqa: ARG001 - as above
    return await _page(_plugin(plugin_id), bind(UpgradeForm))


@post(_ONE, action=ACTION, at="platform")
async def upgrade(visit: Visit, plugin_id: str) -> Page | Redirect:
    plugin, raw = _plugin(plugin_id), await visit.body()
    form = bind(UpgradeForm, raw)
    chosen = [each for each in raw.get("places", []) if isinstance(each, str)]
    if not form.ok:
        return await _page(plugin, form, UNPROCESSABLE)
    try:
        done = await canary.upgrade_in(
            plugin_id=plugin.id, tenant_ids=chosen, why=form.values.why, expert=expert_of(visit)
        )
    except Refused as refused:
        return await _page(plugin, form.refuse(refused, "why"), UNPROCESSABLE)
    steps = sum(map(len, done.values()))
    said = _("{steps} steps were run in {places}.").format(steps=steps, places=", ".join(done))
    return redirect(f"/desk/plugins/{plugin.id}", toast=said)


def _plugin(plugin_id: str) -> Plugin:
    lodger = house().lodgers.get(plugin_id)
    if lodger is None or lodger.plugin.where is not Enabled.TENANTS:
        raise NotFound
    return lodger.plugin


async def _page(plugin: Plugin, form: Bound[UpgradeForm], status: int = 200) -> Page:
    places = await canary.places_with(plugin.id)
    return page("tenants/desk/plugin.html", status=status, plugin=plugin, places=places, form=form)
