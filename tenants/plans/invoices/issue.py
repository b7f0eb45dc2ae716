"""Issuing invoices and credit notes: numbered without gaps, right by the rules, and never changed. In the platform's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import asyncpg
import msgspec

from core.db import execute, row, rows, savepoint, value
from core.i18n import _
from core.jobs import enqueue
from core.settings import settings
from core.text import Refused
from tenants.plans.billing import Billing
from tenants.plans.catalogue import Seller, catalogue
from tenants.plans.invoices.model import Account, Invoice, Line, Party, credit_of
from tenants.plans.invoices.numbers import kid_by_10
from tenants.plans.invoices.rules import broken_rules
from tenants.plans.invoices.ubl import as_ubl
from tenants.plans.subscription import today

DAYS_TO_PAY = 30


class NoSeller(Refused):
    """The operator has not said who sells."""

    def __init__(self) -> None:
        super().__init__(
            _("Invoices cannot be made yet: whoever runs the service must fill in the seller first.")
        )


class BillingMissing(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Tell us first who is to have the invoice: name, address, organisation number and reference.")
        )


class InvoiceWrong(Refused):
    """Found before it left; the number goes back with the transaction."""

    def __init__(self, broken: Sequence[str]) -> None:
        super().__init__(
            _("The invoice breaks these rules: {rules}. Nothing is changed.").format(rules=", ".join(broken))
        )


class CreditedAlready(Refused):
    def __init__(self) -> None:
        super().__init__(_("This invoice has a credit note already."))


@dataclass(frozen=True, slots=True)
class Listed:
    """One line in a list of invoices."""

    number: int
    tenant: str
    place: str  # empty where the place is gone
    kind: str
    issued_on: date
    due_on: date
    currency: str
    total: int
    credits: int | None
    credited_by: int | None
    paid: bool
    sent: str

    @property
    def state(self) -> str:
        """credit, credited, paid, late or open."""
        if self.kind == "credit":
            return "credit"
        if self.credited_by:
            return "credited"
        return "paid" if self.paid else "late" if self.due_on < today() else "open"


async def issue(
    tenant_id: str,
    *,
    lines: Sequence[Line],
    buyer: Billing,
    currency: str,
    period: tuple[date, date],
    language: str = "nb",
) -> Invoice:
    """Raises NoSeller, BillingMissing, InvoiceWrong. `period`: its first day, and the first day after it."""
    seller = _seller()
    if not (buyer.complete and buyer.public):
        raise BillingMissing
    number, issued = await _next_number(), today()
    made = Invoice(
        number=number,
        kind="invoice",
        issued_on=issued,
        due_on=issued + timedelta(days=DAYS_TO_PAY),
        currency=currency,
        seller=_as_party(seller),
        buyer=_buyer(buyer),
        account=Account(number=seller.account, iban=seller.iban, bic=seller.bic),
        lines=tuple(lines),
        kid=kid_by_10(str(number)),
        reference=buyer.reference,
        order=buyer.order,
        period_start=period[0],
        period_end=period[1] - timedelta(days=1),
        language=language,
    )
    await _keep(tenant_id, made)
    return made


async def credit(number: int, *, by: str) -> Invoice:
    """Take a whole invoice back. Raises CreditedAlready; LookupError where there is no such invoice."""
    found = await invoice_row(number)
    if found is None or found["kind"] != "invoice":
        raise LookupError(number)
    made = credit_of(invoice_in(found), number=await _next_number(), issued_on=today())
    try:
        async with savepoint():
            await _keep(found["tenant"], made)
    except asyncpg.UniqueViolationError as error:
        raise CreditedAlready from error
    await note_event(number, "credited", by=by)
    return made


async def invoice_row(number: int) -> dict[str, Any] | None:
    return await row("SELECT * FROM tenants_invoice WHERE number = $1", number)


def invoice_in(found: dict[str, Any]) -> Invoice:
    return msgspec.convert(found["document"], Invoice)


async def note_event(number: int, what: str, *, by: str = "", note: str = "") -> None:
    await execute(
        'INSERT INTO tenants_invoice_event (number, what, "by", note) VALUES ($1, $2, $3, $4)',
        number,
        what,
        by,
        note,
    )


async def mark_paid(number: int, *, by: str) -> bool:
    """False where it was paid already."""
    await execute("SELECT 1 FROM tenants_invoice WHERE number = $1 FOR SHARE", number)
    if await value(
        "SELECT EXISTS (SELECT 1 FROM tenants_invoice_event WHERE number = $1 AND what = 'paid')", number
    ):
        return False
    await note_event(number, "paid", by=by)
    return True


async def invoices(*, tenant_id: str = "", before: int = 0, size: int = 50) -> list[Listed]:
    """The newest first, of one place or of all; `before` a number for the next page."""
    found = await rows(
        "SELECT i.number, i.tenant, coalesce(t.name, '') AS place, i.kind, i.issued_on, i.due_on, "
        "i.currency, i.total, i.credits, "
        "(SELECT c.number FROM tenants_invoice c WHERE c.credits = i.number) AS credited_by, "
        "EXISTS (SELECT 1 FROM tenants_invoice_event e WHERE e.number = i.number AND e.what = 'paid') AS paid, "
        "coalesce((SELECT e.note FROM tenants_invoice_event e WHERE e.number = i.number AND e.what = 'sent' "
        "ORDER BY e.id DESC LIMIT 1), '') AS sent "
        "FROM tenants_invoice i LEFT JOIN tenant t ON t.id = i.tenant "
        "WHERE ($1 = '' OR i.tenant = $1) AND ($2 = 0 OR i.number < $2) "
        "ORDER BY i.number DESC LIMIT $3",
        tenant_id,
        before,
        size,
    )
    return [Listed(**each) for each in found]


async def _next_number() -> int:
    """The counter's row stays locked until the end: a transaction that fails gives its number back, and no gap is left."""
    number: int = await value(
        "UPDATE tenants_counter SET last = last + 1 WHERE name = 'invoice' RETURNING last"
    )
    return number


async def _keep(tenant_id: str, made: Invoice) -> None:
    if broken := broken_rules(as_ubl(made)):
        raise InvoiceWrong(broken)
    await execute(
        "INSERT INTO tenants_invoice (number, tenant, kind, credits, issued_on, due_on, currency, net, vat, total, document) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        made.number,
        tenant_id,
        made.kind,
        made.credits,
        made.issued_on,
        made.due_on,
        made.currency,
        made.net,
        made.vat,
        made.total,
        msgspec.to_builtins(made),
    )
    await enqueue("tenants.send_invoice", number=made.number)


def _seller() -> Seller:
    sold = catalogue()
    if sold is None or (sold.seller.example and not settings().development):
        raise NoSeller
    return sold.seller


def _as_party(seller: Seller) -> Party:
    return Party(
        name=seller.name,
        organisation_number=seller.organisation_number,
        vat_registered=seller.vat_registered,
        street=seller.street,
        postcode=seller.postcode,
        city=seller.city,
        country=seller.country,
        email=seller.email,
    )


def _buyer(billing: Billing) -> Party:
    return Party(
        name=billing.name,
        organisation_number=billing.organisation_number,
        street=billing.street,
        postcode=billing.postcode,
        city=billing.city,
        country=billing.country,
        email=billing.email,
    )
