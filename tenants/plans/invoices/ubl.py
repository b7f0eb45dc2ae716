"""From an invoice to EHF: Peppol BIS Billing 3.0 as UBL 2.1. Pure: the same invoice gives the same bytes."""

from typing import Any

from lxml import etree

from tenants.plans.invoices.model import Account, Invoice, Line, Party, VatPart

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_AGGREGATE, _BASIC = f"{_UBL}CommonAggregateComponents-2", f"{_UBL}CommonBasicComponents-2"
CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_NORWEGIAN_ORGANISATION = "0192"
_CREDIT_TRANSFER = "30"
_TYPE = {"invoice": "380", "credit": "381"}
_ROOT = {"invoice": "Invoice", "credit": "CreditNote"}
_EACH = "EA"


def as_ubl(invoice: Invoice) -> bytes:
    name = _ROOT[invoice.kind]
    root = etree.Element(
        f"{{{_UBL}{name}-2}}{name}", nsmap={None: f"{_UBL}{name}-2", "cac": _AGGREGATE, "cbc": _BASIC}
    )
    _head(root, invoice)
    _party(_group(root, "AccountingSupplierParty"), invoice.seller, seller=True)
    _party(_group(root, "AccountingCustomerParty"), invoice.buyer, seller=False)
    _payment(root, invoice, invoice.account)
    _tax(root, invoice)
    _totals(root, invoice)
    for n, line in enumerate(invoice.lines, start=1):
        _line(root, n, line, invoice)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _head(root: Any, invoice: Invoice) -> None:
    _say(root, "CustomizationID", CUSTOMIZATION)
    _say(root, "ProfileID", PROFILE)
    _say(root, "ID", str(invoice.number))
    _say(root, "IssueDate", invoice.issued_on.isoformat())
    if invoice.kind == "invoice":
        _say(root, "DueDate", invoice.due_on.isoformat())
    _say(root, f"{_ROOT[invoice.kind]}TypeCode", _TYPE[invoice.kind])
    _say(root, "DocumentCurrencyCode", invoice.currency)
    if invoice.reference:
        _say(root, "BuyerReference", invoice.reference)
    if invoice.period_start and invoice.period_end:
        period = _group(root, "InvoicePeriod")
        _say(period, "StartDate", invoice.period_start.isoformat())
        _say(period, "EndDate", invoice.period_end.isoformat())
    if invoice.order:
        _say(_group(root, "OrderReference"), "ID", invoice.order)
    if invoice.credits is not None:
        earlier = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
        _say(earlier, "ID", str(invoice.credits))
        if invoice.credits_issued_on:
            _say(earlier, "IssueDate", invoice.credits_issued_on.isoformat())


def _party(above: Any, party: Party, *, seller: bool) -> None:
    whole = _group(above, "Party")
    if party.organisation_number:
        _say(whole, "EndpointID", party.organisation_number, schemeID=_NORWEGIAN_ORGANISATION)
    _say(_group(whole, "PartyName"), "Name", party.name)
    _address(whole, party)
    if party.vat_number:
        _tax_scheme(whole, party.vat_number, "VAT")
    if seller and party.country == "NO":
        _tax_scheme(whole, "Foretaksregisteret", "TAX")
    legal = _group(whole, "PartyLegalEntity")
    _say(legal, "RegistrationName", party.name)
    if party.organisation_number:
        _say(legal, "CompanyID", party.organisation_number, schemeID=_NORWEGIAN_ORGANISATION)
    if party.email:
        _say(_group(whole, "Contact"), "ElectronicMail", party.email)


def _address(whole: Any, party: Party) -> None:
    address = _group(whole, "PostalAddress")
    for name, said in (
        ("StreetName", party.street),
        ("CityName", party.city),
        ("PostalZone", party.postcode),
    ):
        if said:
            _say(address, name, said)
    _say(_group(address, "Country"), "IdentificationCode", party.country)


def _tax_scheme(whole: Any, company: str, scheme: str) -> None:
    taxed = _group(whole, "PartyTaxScheme")
    _say(taxed, "CompanyID", company)
    _say(_group(taxed, "TaxScheme"), "ID", scheme)


def _payment(root: Any, invoice: Invoice, account: Account) -> None:
    means = _group(root, "PaymentMeans")
    _say(means, "PaymentMeansCode", _CREDIT_TRANSFER)
    if invoice.kid:
        _say(means, "PaymentID", invoice.kid)
    payee = _group(means, "PayeeFinancialAccount")
    _say(payee, "ID", account.iban or account.number)
    if account.iban and account.bic:
        _say(_group(payee, "FinancialInstitutionBranch"), "ID", account.bic)


def _tax(root: Any, invoice: Invoice) -> None:
    total = _group(root, "TaxTotal")
    _amount(total, "TaxAmount", invoice.vat, invoice)
    for part in invoice.vat_parts:
        _subtotal(total, part, invoice)


def _subtotal(total: Any, part: VatPart, invoice: Invoice) -> None:
    below = _group(total, "TaxSubtotal")
    _amount(below, "TaxableAmount", part.net, invoice)
    _amount(below, "TaxAmount", part.vat, invoice)
    _category(_group(below, "TaxCategory"), part.rate)


def _category(category: Any, rate: int) -> None:
    """S taxed, Z at nought."""
    _say(category, "ID", "S" if rate else "Z")
    _say(category, "Percent", str(rate))
    _say(_group(category, "TaxScheme"), "ID", "VAT")


def _totals(root: Any, invoice: Invoice) -> None:
    sums = _group(root, "LegalMonetaryTotal")
    _amount(sums, "LineExtensionAmount", invoice.net, invoice)
    _amount(sums, "TaxExclusiveAmount", invoice.net, invoice)
    _amount(sums, "TaxInclusiveAmount", invoice.total, invoice)
    _amount(sums, "PayableAmount", invoice.total, invoice)


def _line(root: Any, n: int, line: Line, invoice: Invoice) -> None:
    word = "Invoiced" if invoice.kind == "invoice" else "Credited"
    below = _group(root, f"{_ROOT[invoice.kind]}Line")
    _say(below, "ID", str(n))
    _say(below, f"{word}Quantity", str(line.quantity), unitCode=_EACH)
    _amount(below, "LineExtensionAmount", line.net, invoice)
    item = _group(below, "Item")
    _say(item, "Name", line.text)
    _category(_group(item, "ClassifiedTaxCategory"), line.vat_rate)
    _amount(_group(below, "Price"), "PriceAmount", line.price, invoice)


def _group(above: Any, name: str) -> Any:
    return etree.SubElement(above, f"{{{_AGGREGATE}}}{name}")


def _say(above: Any, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(above, f"{{{_BASIC}}}{name}", attributes).text = text


def _amount(above: Any, name: str, minor: int, invoice: Invoice) -> None:
    _say(above, name, decimals(minor), currencyID=invoice.currency)


def decimals(minor: int) -> str:
    """Øre as kroner: 123456 is 1234.56."""
    sign, whole = ("-" if minor < 0 else ""), abs(minor)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
