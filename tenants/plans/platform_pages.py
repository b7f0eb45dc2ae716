"""On the platform's host: what Stripe tells us, papers by their links, and the desk's list of invoices."""

from core.forms import bind
from core.http import Answer, Data, NotFound, Page, Visit, get, page, post, redirect
from core.i18n import _, speaking
from core.pdf import pdf
from core.settings import settings
from core.text import Refused
from tenants.plans.changing import locked, prolong
from tenants.plans.forms import DaysForm
from tenants.plans.invoices.issue import credit, invoice_in, invoice_row, invoices, mark_paid
from tenants.plans.invoices.model import Invoice
from tenants.plans.invoices.sending import number_in, paper_link
from tenants.plans.invoices.ubl import as_ubl
from tenants.plans.money import money
from tenants.plans.stripe.inbox import Forged, strange_events, take
from tenants.plans.words import INVOICE_STATES

DESK = "platform.support"
_MOST = 262_144  # bytes of one event; Stripe's are far smaller
_SIZE = 50


@post("/webhooks/stripe", action="tenants.webhook", at="platform", max_body=_MOST)
async def told_by_stripe(visit: Visit) -> Answer:
    """400 for what Stripe did not sign; otherwise 200 as soon as it is kept, so that Stripe need not tell it again."""
    if not settings().stripe_webhook_secret:
        raise NotFound
    try:
        await take(await visit.request.body(), visit.request.headers.get("stripe-signature", ""))
    except Forged:
        return Data(b"", "text/plain", status=400)
    return Data(b"", "text/plain")


@get("/invoices/{token:str}", action="tenants.invoice", at="platform")
async def paper(visit: Visit, token: str) -> Answer:  # noqa: ARG001 - every handler gets the visit
    invoice = await _invoice(token)
    with speaking(invoice.language):
        title = _("Credit note {number}") if invoice.kind == "credit" else _("Invoice {number}")
        content = await pdf(
            "plans/paper.html",
            title=str(title.format(number=invoice.number)),
            lang=invoice.language,
            invoice=invoice,
            money=money,
        )
    return _file(content, "application/pdf", f"{invoice.number}.pdf")


@get("/invoices/{token:str}/ehf", action="tenants.invoice", at="platform")
async def electronic(visit: Visit, token: str) -> Answer:  # noqa: ARG001 - as above
    invoice = await _invoice(token)
    return _file(as_ubl(invoice), "application/xml", f"{invoice.number}.xml")


@get("/desk/invoices", action=DESK, at="platform")
async def listed(visit: Visit) -> Page:
    before = visit.query.get("before", "")
    found = await invoices(
        before=int(before) if before.isdigit() and len(before) < _SIZE // 3 else 0, size=_SIZE + 1
    )
    return page(
        "plans/desk_invoices.html",
        invoices=found[:_SIZE],
        older=found[_SIZE - 1].number if len(found) > _SIZE else 0,
        events=await strange_events(),
        states=INVOICE_STATES,
        money=money,
        paper_link=paper_link,
    )


@post("/desk/invoices/{number:int}/paid", action=DESK, at="platform")
async def paid(visit: Visit, number: int) -> Answer:
    if await invoice_row(number) is None:
        raise NotFound
    await mark_paid(number, by=_by(visit))
    return redirect("/desk/invoices", toast=_("Saved."))


@post("/desk/invoices/{number:int}/credit", action=DESK, at="platform")
async def take_back(visit: Visit, number: int) -> Answer:
    try:
        made = await credit(number, by=_by(visit))
    except LookupError as error:
        raise NotFound from error
    except Refused as refused:
        return redirect("/desk/invoices", toast=refused.message, done=False)
    return redirect("/desk/invoices", toast=_("Credit note {number} is made.").format(number=made.number))


@post("/desk/{tenant_id:str}/more-time", action=DESK, at="platform")
async def give_time(visit: Visit, tenant_id: str) -> Answer:
    form = bind(DaysForm, await visit.body())
    if not form.ok:
        return redirect(
            f"/desk/{tenant_id}", toast=_("Write a number of days between 1 and 365."), done=False
        )
    try:
        await prolong(await locked(tenant_id), days=form.values.days, by=_by(visit))
    except Refused as refused:
        return redirect(f"/desk/{tenant_id}", toast=refused.message, done=False)
    return redirect(f"/desk/{tenant_id}", toast=_("Saved."))


async def _invoice(token: str) -> Invoice:
    number = number_in(token)
    found = await invoice_row(number) if number else None
    if found is None:
        raise NotFound
    return invoice_in(found)


def _file(content: bytes, media_type: str, name: str) -> Data:
    headers = {
        "content-disposition": f'inline; filename="{name}"',
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
    }
    return Data(content, media_type, headers=headers)


def _by(visit: Visit) -> str:
    return visit.person.email if visit.person else ""
