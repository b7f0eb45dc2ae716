"""The rules that a receiver checks: those of EN 16931 (BR-…) and Peppol (PEPPOL-…, NO-…) that our invoices can break.

Each is named as the official rules name it. Asked of every document before it leaves; one that breaks a rule stays here.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from lxml import etree
from stdnum.no import orgnr

from tenants.plans.invoices.numbers import is_account, is_kid
from tenants.plans.invoices.ubl import CUSTOMIZATION, PROFILE

_NS = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_LINE = "cac:InvoiceLine|cac:CreditNoteLine"
_QUANTITY = "cbc:InvoicedQuantity|cbc:CreditedQuantity"
_SELLER, _BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
_TOTAL, _TAX = "cac:LegalMonetaryTotal", "cac:TaxTotal/cbc:TaxAmount"


def broken_rules(document: bytes) -> list[str]:
    """The names of the rules that this document breaks; none = a receiver takes it."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    return [name for name, holds in _RULES if not holds(root)] + [*_of_lines(root), *_of_taxes(root)]


def _text(node: Any, path: str) -> str:
    found = node.xpath(path, namespaces=_NS)
    return (found[0].text or "").strip() if found else ""


def _number(node: Any, path: str) -> Decimal:
    return Decimal(_text(node, path) or "0")


def _all(node: Any, path: str) -> list[Any]:
    found: list[Any] = node.xpath(path, namespaces=_NS)
    return found


def _says(path: str) -> Callable[[Any], bool]:
    return lambda root: bool(_text(root, path))


def _sum(root: Any, path: str) -> Decimal:
    return sum((Decimal(each.text) for each in _all(root, path)), Decimal(0))


def _equal(path: str, parts: str) -> Callable[[Any], bool]:
    """One amount is the sum of the others."""
    return lambda root: _number(root, path) == _sum(root, parts)


def _is_organisation(path: str) -> Callable[[Any], bool]:
    def holds(root: Any) -> bool:
        ids = _all(root, f"{path}/cbc:EndpointID[@schemeID='0192']|{path}//cbc:CompanyID[@schemeID='0192']")
        return all(orgnr.is_valid(each.text or "") for each in ids)

    return holds


def _vat_number(root: Any) -> bool:
    number = _text(root, f"{_SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID")
    return not number or (number[:2] == "NO" and number[-3:] == "MVA" and orgnr.is_valid(number[2:-3]))


def _seller_known(root: Any) -> bool:
    ids = (f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID", f"{_SELLER}/cac:PartyTaxScheme/cbc:CompanyID")
    return any(_text(root, path) for path in ids)


def _account(root: Any) -> bool:
    number = _text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")
    if number[:2].isalpha():
        turned = number[4:] + number[:4]
        return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1
    return is_account(number)


def _kid(root: Any) -> bool:
    kid = _text(root, "cac:PaymentMeans/cbc:PaymentID")
    return not kid or is_kid(kid)


def _earlier(root: Any) -> bool:
    """What a credit note takes back must be named, or the buyer cannot find it."""
    named = _text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
    return not root.tag.endswith("CreditNote") or bool(named)


def _due(root: Any) -> bool:
    owed = _number(root, f"{_TOTAL}/cbc:PayableAmount") > 0
    return root.tag.endswith("CreditNote") or not owed or bool(_text(root, "cbc:DueDate"))


def _currency(root: Any) -> bool:
    said = _text(root, "cbc:DocumentCurrencyCode")
    return {each.get("currencyID") for each in root.iter() if each.get("currencyID")} == {said}


def _two_decimals(root: Any) -> bool:
    amounts = [each.text or "" for each in root.iter() if each.get("currencyID")]
    return all(len(each.partition(".")[2]) <= 2 for each in amounts)  # noqa: PLR2004 - øre


_RULES: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("BR-01", lambda root: _text(root, "cbc:CustomizationID") == CUSTOMIZATION),
    ("PEPPOL-EN16931-R001", lambda root: _text(root, "cbc:ProfileID") == PROFILE),
    ("BR-02", _says("cbc:ID")),
    ("BR-03", _says("cbc:IssueDate")),
    ("BR-04", _says("cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode")),
    ("BR-05", _says("cbc:DocumentCurrencyCode")),
    ("PEPPOL-EN16931-R003", _says("cbc:BuyerReference|cac:OrderReference/cbc:ID")),
    ("BR-06", _says(f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName")),
    ("BR-07", _says(f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName")),
    ("BR-08", lambda root: bool(_all(root, f"{_SELLER}/cac:PostalAddress"))),
    ("BR-09", _says(f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode")),
    ("BR-10", lambda root: bool(_all(root, f"{_BUYER}/cac:PostalAddress"))),
    ("BR-11", _says(f"{_BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode")),
    ("PEPPOL-EN16931-R020", _says(f"{_SELLER}/cbc:EndpointID")),
    ("PEPPOL-EN16931-R010", _says(f"{_BUYER}/cbc:EndpointID")),
    ("PEPPOL-COMMON-R041 seller", _is_organisation(_SELLER)),
    ("PEPPOL-COMMON-R041 buyer", _is_organisation(_BUYER)),
    ("NO-R-001", _vat_number),
    ("BR-CO-26", _seller_known),
    ("BR-16", lambda root: bool(_all(root, _LINE))),
    ("BR-CO-10", _equal(f"{_TOTAL}/cbc:LineExtensionAmount", f"({_LINE})/cbc:LineExtensionAmount")),
    ("BR-CO-13", _equal(f"{_TOTAL}/cbc:TaxExclusiveAmount", f"{_TOTAL}/cbc:LineExtensionAmount")),
    ("BR-CO-14", _equal(_TAX, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount")),
    ("BR-CO-15", _equal(f"{_TOTAL}/cbc:TaxInclusiveAmount", f"{_TOTAL}/cbc:TaxExclusiveAmount|{_TAX}")),
    ("BR-CO-16", _equal(f"{_TOTAL}/cbc:PayableAmount", f"{_TOTAL}/cbc:TaxInclusiveAmount")),
    ("BR-CO-18", lambda root: bool(_all(root, "cac:TaxTotal/cac:TaxSubtotal"))),
    ("BR-CO-25", _due),
    ("BR-50", _says("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")),
    ("account number", _account),
    ("KID", _kid),
    ("BR-55", _earlier),
    ("PEPPOL-EN16931-R051", _currency),
    ("BR-DEC", _two_decimals),
)


def _of_lines(root: Any) -> Iterator[str]:
    for line in _all(root, _LINE):
        wrong = {
            "BR-21": not _text(line, "cbc:ID"),
            "BR-22": not _text(line, _QUANTITY),
            "BR-25": not _text(line, "cac:Item/cbc:Name"),
            "BR-27": _number(line, "cac:Price/cbc:PriceAmount") < 0,
            "BR-CO-04": not _text(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"),
            "PEPPOL-EN16931-R120": _number(line, "cbc:LineExtensionAmount")
            != _number(line, _QUANTITY) * _number(line, "cac:Price/cbc:PriceAmount"),
        }
        yield from (f"{name} line {_text(line, 'cbc:ID')}" for name, broken in wrong.items() if broken)


def _of_taxes(root: Any) -> Iterator[str]:
    for part in _all(root, "cac:TaxTotal/cac:TaxSubtotal"):
        net, rate = _number(part, "cbc:TaxableAmount"), _number(part, "cac:TaxCategory/cbc:Percent")
        tax, kind = _number(part, "cbc:TaxAmount"), _text(part, "cac:TaxCategory/cbc:ID")
        if abs(net * rate / 100 - tax) > Decimal("0.005"):
            yield f"BR-CO-17 {kind}"
        if kind == "S" and rate <= 0:
            yield "BR-S-05"
        if kind == "Z" and tax != 0:
            yield "BR-Z-09"
        lines = [
            each
            for each in _all(root, _LINE)
            if _number(each, "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent") == rate
        ]
        if sum((_number(each, "cbc:LineExtensionAmount") for each in lines), Decimal(0)) != net:
            yield f"BR-{kind}-08"
