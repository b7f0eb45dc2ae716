"""Who is billed: what an invoice must say of the buyer."""

import msgspec


class Billing(msgspec.Struct, frozen=True, kw_only=True):
    """`reference`: what the buyer's own system knows the order by; public bodies refuse an invoice without."""

    name: str = ""
    organisation_number: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NO"
    email: str = ""
    reference: str = ""
    order: str = ""
    tax_id: str = ""  # VAT number in another country of the EEA

    @property
    def public(self) -> bool:
        """Can get an electronic invoice: it has a Norwegian organisation number."""
        return bool(self.organisation_number)

    @property
    def complete(self) -> bool:
        return bool(self.name and self.email and self.street and self.city and (self.reference or self.order))


def billing_from(stored: dict[str, object]) -> Billing:
    return msgspec.convert(stored, Billing, strict=False)
