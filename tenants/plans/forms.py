"""The forms of the plan pages."""

from typing import Annotated

import msgspec

from core.forms import Choice, Email, Hidden, Number, ShortText
from core.i18n import _
from core.text import Refused
from core.text.contact import clean_organisation_number
from tenants.plans.billing import Billing
from tenants.plans.words import PAYMENTS, PERIODS

CURRENCY_OPTIONS = (("NOK", _("Norwegian kroner")), ("EUR", _("Euro")))


class NotANumber(Refused):
    field = "organisation_number"

    def __init__(self) -> None:
        super().__init__(_("An organisation number has nine digits. This is not one."))


class Needed(Refused):
    field = "reference"

    def __init__(self) -> None:
        super().__init__(
            _("Public bodies need a reference or an order number on every invoice. Write one of them.")
        )


class BillingForm(msgspec.Struct, frozen=True):
    name: Annotated[str, ShortText(label=_("Who is to have the invoice?"), max=120)]
    organisation_number: Annotated[
        str,
        ShortText(
            label=_("Organisation number"),
            help=_("Nine digits. Then the invoice goes straight into your own system (EHF)."),
            max=20,
            required=False,
        ),
    ]
    street: Annotated[str, ShortText(label=_("Address"), max=120)]
    postcode: Annotated[str, ShortText(label=_("Postcode"), max=12)]
    city: Annotated[str, ShortText(label=_("Town"), max=80)]
    email: Annotated[str, Email(label=_("E-mail address for invoices"))]
    reference: Annotated[
        str,
        ShortText(
            label=_("Your reference"),
            help=_("What your system needs: a number, or the name of whoever ordered."),
            max=80,
            required=False,
        ),
    ]
    order: Annotated[str, ShortText(label=_("Purchase order number"), max=80, required=False)]
    tax_id: Annotated[
        str,
        ShortText(
            label=_("VAT number, if you are in another country"),
            help=_("For example SE556677889901."),
            max=20,
            required=False,
        ),
    ]
    version: Annotated[str, Hidden(max=20)] = ""


class ChoiceForm(msgspec.Struct, frozen=True):
    plan: Annotated[str, Hidden(max=40)]
    period: Annotated[str, Choice(label=_("How long at a time?"), options=tuple(PERIODS.items()))] = "year"
    currency: Annotated[str, Choice(label=_("Currency"), options=CURRENCY_OPTIONS)] = "NOK"
    payment: Annotated[str, Choice(label=_("How do you want to pay?"), options=tuple(PAYMENTS.items()))] = (
        "invoice"
    )
    version: Annotated[str, Hidden(max=20)] = ""


class DaysForm(msgspec.Struct, frozen=True):
    days: Annotated[int, Number(label=_("How many days more?"), min=1, max=365)] = 14


def as_billing(form: BillingForm) -> Billing:
    """Raises NotANumber, Needed."""
    number = ""
    if form.organisation_number:
        number = clean_organisation_number(form.organisation_number) or ""
        if not number:
            raise NotANumber
    if not (form.reference or form.order):
        raise Needed
    country = form.tax_id[:2].upper() if form.tax_id and not number else "NO"
    return Billing(
        name=form.name,
        organisation_number=number,
        street=form.street,
        postcode=form.postcode,
        city=form.city,
        country=country,
        email=form.email,
        reference=form.reference,
        order=form.order,
        tax_id=form.tax_id.upper(),
    )
