"""What a place's plan lets it use: the one place that is asked. What is missing is said with what it takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.db import row
from core.host import house
from core.host.hookspecs import Lack
from core.i18n import Text, _
from core.tenancy import current_tenant, site, within
from core.tenancy.aside import at_platform
from core.tenancy.registry import tenant_in_scope
from core.text import Refused
from tenants.plans.catalogue import Plan, catalogue
from tenants.plans.subscription import Subscription, subscription_of

PLAN_PAGE = "/manage/plan"
NEARLY = 80  # per cent of a quota, when it is first said
_GIGABYTE = 1024**3
_USED = """
    SELECT (SELECT count(*) FROM person WHERE role <> 'participant' AND closed_at IS NULL AND expert_id IS NULL) AS staff,
           (SELECT coalesce(sum(bytes), 0)::bigint FROM file) AS bytes,
           (SELECT count(*) FROM notification n JOIN notice t ON t.id = n.notice
            WHERE n.mail = 'sent' AND t.created_at >= date_trunc('month', now())) AS mails
"""


class PluginsInUse(Refused):
    """Nothing is ever taken from people in the middle of it: staff switch it off themselves first."""

    def __init__(self, names: str) -> None:
        super().__init__(
            _(
                "This plan is without {names}. Switch off what you do not need under Plugins first; what it holds is kept."
            ).format(names=names)
        )


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit and how much of it is used."""

    label: Text
    used: int
    most: int

    @property
    def percent(self) -> int:
        return 100 * self.used // max(1, self.most)

    @property
    def state(self) -> str:
        """ok, nearly or full."""
        return "full" if self.used >= self.most else "nearly" if self.percent >= NEARLY else "ok"


async def lacks_here(plugin_ids: Iterable[str]) -> list[Lack]:
    """Of the place in scope. On trial, and where nothing is sold, nothing is lacking."""
    tenant_id = current_tenant().id

    async def ask() -> Subscription | None:
        return await subscription_of(tenant_id)

    had = await at_platform(ask) if catalogue() else None
    plan = had.plan if had else None
    return [_lack(each) for each in plugin_ids if not _includes(plan, each)] if plan else []


async def plugins_missing(tenant_id: str, plan: Plan) -> list[str]:
    """What is on in the place and not in this plan, by name. From the platform's scope."""
    tenant = await tenant_in_scope(tenant_id)
    if tenant is None:
        return []
    async with within(tenant):
        here = await site()
    on = [house().lodgers[each].plugin for each in here.plugins if each in house().lodgers]
    return [str(each.name) for each in on if not each.fixed and not _includes(plan, each.id)]


async def check_plugins(tenant_id: str, plan: Plan) -> None:
    """Raises PluginsInUse."""
    if missing := await plugins_missing(tenant_id, plan):
        raise PluginsInUse(", ".join(missing))


async def quotas_here(plan: Plan) -> list[Quota]:
    """Of the place in scope. Limits warn; nothing that residents write is ever turned away for them."""
    found = await row(_USED) or {}
    most = plan.quotas
    return [
        Quota(_("People with a role"), found["staff"], most.staff),
        Quota(_("Files, in gigabytes"), -(-found["bytes"] // _GIGABYTE), most.storage_gb),
        Quota(_("Mail this month"), found["mails"], most.mails_month),
    ]


def _includes(plan: Plan, plugin_id: str) -> bool:
    lodger = house().lodgers.get(plugin_id)
    module = getattr(lodger.module, "__name__", "") if lodger else ""
    return plan.includes(plugin_id, ours=module.partition(".")[0] in ("plugins", "tenants", "academy"))


def _lack(plugin_id: str) -> Lack:
    sold = catalogue()
    enough = [each.name for each in (sold.plan if sold else ()) if _includes(each, plugin_id)]
    message = (
        _("Your plan is without this. It is in the plan {plans}.").format(plans=", ".join(enough))
        if enough
        else _("No plan has this. Write to us.")
    )
    return Lack(plugin_id=plugin_id, message=message, url=PLAN_PAGE, step=_("See the plans"))
