"""An invoice for tests."""

from datetime import date, timedelta
from typing import Any

import msgspec

from tenants.plans.invoices.model import Account, Invoice, Line, Party
from tenants.plans.invoices.numbers import kid_by_10

ISSUED = date(2026, 11, 25)


def paper(**changes: Any) -> Invoice:
    made = Invoice(
        number=100001,
        kind="invoice",
        issued_on=ISSUED,
        due_on=ISSUED + timedelta(days=30),
        currency="NOK",
        seller=Party(
            name="Allmenning drift AS",
            organisation_number="987654325",
            vat_registered=True,
            street="Havnegata 1",
            postcode="1771",
            city="Halden",
            email="faktura@example.org",
        ),
        buyer=Party(
            name="Havneby kommune",
            organisation_number="974760673",
            street="Torget 1",
            postcode="8123",
            city="Havneby",
            email="post@example.org",
        ),
        account=Account(number="12345678903", iban="NO7112345678903", bic="DNBANOKKXXX"),
        lines=(Line(text="Allmenning, Hel, ett år", price=7_390_000),),
        kid=kid_by_10("100001"),
        reference="Kari Ås",
        period_start=ISSUED,
        period_end=date(2027, 11, 24),
    )
    return msgspec.structs.replace(made, **changes)
