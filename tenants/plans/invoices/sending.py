"""An invoice on its way: to the access point where there is one, and by mail with a link to the paper."""

from core.db import value
from core.http.signed import sign, unsign
from core.messages import send_mail
from core.tenancy import PLATFORM
from core.tenancy.registry import address_of
from tenants.plans.invoices.access_point import access_point
from tenants.plans.invoices.issue import invoice_in, invoice_row, note_event
from tenants.plans.invoices.model import Invoice
from tenants.plans.invoices.ubl import as_ubl
from tenants.plans.money import money

_PURPOSE = "invoice"
_LINK_SECONDS = 400 * 86_400  # whoever keeps the books needs it for a year and more


async def send_invoice(number: int) -> None:
    """Once: a second run finds that it is sent. Called by a job, so a failure is tried again."""
    found = await invoice_row(number)
    if found is None or await value(
        "SELECT EXISTS (SELECT 1 FROM tenants_invoice_event WHERE number = $1 AND what = 'sent')", number
    ):
        return
    invoice, point = invoice_in(found), access_point()
    how = "mail"
    if point is not None and invoice.buyer.organisation_number:
        receiver = f"0192:{invoice.buyer.organisation_number}"
        how = await point.hand_over(document=as_ubl(invoice), name=str(number), receiver=receiver)
    await _mail(invoice)
    await note_event(number, "sent", note=how)


async def _mail(invoice: Invoice) -> None:
    await send_mail(
        to=invoice.buyer.email,
        template="plan_invoice",
        locale=invoice.language,
        name=invoice.buyer.name,
        invoice=invoice,
        total=money(invoice.total, invoice.currency),
        link=paper_link(invoice.number),
    )


def paper_link(number: int) -> str:
    """The paper, for whoever has the link: those who keep the books have no account."""
    return address_of(PLATFORM, f"/invoices/{sign(str(number), purpose=_PURPOSE, seconds=_LINK_SECONDS)}")


def number_in(token: str) -> int | None:
    said = unsign(token, purpose=_PURPOSE)
    return int(said) if said and said.isdigit() else None
