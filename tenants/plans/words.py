"""What a stage is called and what it means, in one sentence each: for the place's own page and for the desk."""

from datetime import datetime

from core.i18n import Text, _, ngettext
from core.i18n.formats import say_date
from tenants.plans.subscription import Stage, Subscription

STAGES = {
    Stage.FREE: _("Without a plan"),
    Stage.TRIAL: _("Trial"),
    Stage.ACTIVE: _("Active"),
    Stage.LEAVING: _("Ends"),
    Stage.NOTICE: _("Over"),
    Stage.READ_ONLY: _("Can only be read"),
}
PAYMENTS = {
    "invoice": _("Electronic invoice (EHF)"),
    "card": _("Card"),
    "mail": _("Invoice by e-mail"),
}
PERIODS = {"year": _("A year at a time"), "month": _("A month at a time")}
INVOICE_STATES = {
    "open": _("To be paid"),
    "late": _("Late"),
    "paid": _("Paid"),
    "credited": _("Taken back"),
    "credit": _("Credit note"),
}


def say_stage(had: Subscription, now: datetime) -> Text:
    """Where the place stands, and what comes next."""
    stage, days = had.stage(now), had.days_left(now)
    ends = say_date(had.ends_at) if had.ends_at else ""
    closes = say_date(had.closes_at) if had.closes_at else ""
    match stage:
        case Stage.FREE:
            return _("Nothing is sold here: everything may be used.")
        case Stage.ACTIVE:
            return _("Your plan is {plan}.").format(plan=had.plan.name if had.plan else "–")
        case Stage.TRIAL:
            return ngettext(
                "You have {n} day left to try everything, until {date}.",
                "You have {n} days left to try everything, until {date}.",
                days,
            ).format(n=days, date=ends)
        case Stage.LEAVING:
            return _("Your plan ends on {date}.").format(date=ends)
        case Stage.NOTICE:
            return _(
                "It ended on {date}. Everything works until {closes}; from then on the site can only be read."
            ).format(date=ends, closes=closes)
        case Stage.READ_ONLY:
            return _(
                "The site can only be read now. Nothing is deleted, you can take everything out, "
                "and it opens the moment you choose a plan."
            )
