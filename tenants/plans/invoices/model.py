"""An invoice as data: whole øre, every sum asked of the lines, nothing stored twice."""

from datetime import date
from typing import Literal

import msgspec

HUNDRED = 100


class Party(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    organisation_number: str = ""
    vat_registered: bool = False
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NO"
    email: str = ""

    @property
    def vat_number(self) -> str:
        return f"NO{self.organisation_number}MVA" if self.vat_registered else ""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    number: str
    iban: str = ""
    bic: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`quantity` below zero takes something back; the price itself is never below zero (BR-27)."""

    text: str
    price: int
    quantity: int = 1
    vat_rate: int = 25

    @property
    def net(self) -> int:
        return self.price * self.quantity


class VatPart(msgspec.Struct, frozen=True, kw_only=True):
    rate: int
    net: int
    vat: int


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    number: int
    kind: Literal["invoice", "credit"]
    issued_on: date
    due_on: date
    currency: str
    seller: Party
    buyer: Party
    account: Account
    lines: tuple[Line, ...]
    kid: str = ""
    reference: str = ""  # the buyer's own
    order: str = ""
    credits: int | None = None
    credits_issued_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None  # the last day
    language: str = "nb"

    @property
    def net(self) -> int:
        return sum(each.net for each in self.lines)

    @property
    def vat_parts(self) -> tuple[VatPart, ...]:
        """By rate. Tax is rounded once for each rate, as BR-CO-17 asks, never for each line."""
        rates = sorted({each.vat_rate for each in self.lines}, reverse=True)
        nets = [(rate, sum(each.net for each in self.lines if each.vat_rate == rate)) for rate in rates]
        return tuple(VatPart(rate=rate, net=net, vat=vat_of(net, rate)) for rate, net in nets)

    @property
    def vat(self) -> int:
        return sum(each.vat for each in self.vat_parts)

    @property
    def total(self) -> int:
        return self.net + self.vat


def vat_of(net: int, rate: int) -> int:
    """Half an øre goes away from zero, so that a credit note takes back exactly what the invoice asked."""
    tax = (2 * abs(net) * rate + HUNDRED) // (2 * HUNDRED)
    return tax if net >= 0 else -tax


def credit_of(invoice: Invoice, *, number: int, issued_on: date) -> Invoice:
    """The whole of it taken back: the same lines, said as a credit."""
    return msgspec.structs.replace(
        invoice,
        number=number,
        kind="credit",
        issued_on=issued_on,
        due_on=issued_on,
        credits=invoice.number,
        credits_issued_on=invoice.issued_on,
        kid="",
    )
