"""What is sold: read from a TOML file once, checked as it is read. A mistake in it stops the start and is named."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from core.i18n import Localized
from core.settings import settings
from core.text.contact import clean_organisation_number
from tenants.plans.invoices.numbers import is_account

Currency = Literal["NOK", "EUR"]
Period = Literal["month", "year"]
CURRENCIES: tuple[Currency, ...] = ("NOK", "EUR")
PERIODS: tuple[Period, ...] = ("year", "month")
BUILT_IN = "built-in"
_OWN_FILE = Path(__file__).parent / "plans.toml"
EVERYTHING = "*"


class CatalogueWrong(Exception):
    """The file of plans cannot be used; the message says why."""


class Amounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In øre or cent, without VAT."""

    month: int
    year: int


class Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    NOK: Amounts
    EUR: Amounts
    up_to: int | None = None  # inhabitants


class Quotas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    staff: int
    storage_gb: int
    mails_month: int


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    names: dict[str, str]
    summaries: dict[str, str]
    plugins: tuple[str, ...]
    vendors: bool
    quotas: Quotas
    response_hours: int  # within which the desk answers, in working hours
    price: tuple[Price, ...]

    @property
    def name(self) -> str:
        return Localized(self.names).text()

    @property
    def summary(self) -> str:
        return Localized(self.summaries).text()

    def includes(self, plugin_id: str, *, ours: bool) -> bool:
        """`ours`: it comes with the service; others' plugins need a plan that takes them."""
        if not ours:
            return self.vendors
        return EVERYTHING in self.plugins or plugin_id in self.plugins

    def costs(self, *, inhabitants: int, period: Period, currency: Currency) -> int:
        """For one period, without VAT. Who tells no population pays as the smallest."""
        fitting = next(each for each in self.price if each.up_to is None or inhabitants <= each.up_to)
        amounts: Amounts = getattr(fitting, currency)
        return amounts.year if period == "year" else amounts.month


class Seller(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who sends the invoices."""

    name: str
    organisation_number: str
    vat_registered: bool
    street: str
    postcode: str
    city: str
    country: str
    email: str
    account: str
    iban: str
    bic: str
    example: bool = False


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    trial_days: int
    notice_days: int
    seller: Seller
    plan: tuple[Plan, ...]

    def named(self, key: str) -> Plan | None:
        return next((each for each in self.plan if each.key == key), None)


@cache
def catalogue() -> Catalogue | None:
    """None where nothing is sold: then every place may use everything, and nothing ends."""
    wish = settings().plans or (BUILT_IN if settings().development else "")
    return read_catalogue(_OWN_FILE if wish == BUILT_IN else Path(wish)) if wish else None


def read_catalogue(file: Path) -> Catalogue:
    """Raises CatalogueWrong with the file and what is wrong in it."""
    try:
        found = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Catalogue)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogueWrong(f"{file}: {error}") from error
    if problems := [*_problems(found)]:
        raise CatalogueWrong(f"{file}: {'; '.join(problems)}")
    return found


def _problems(found: Catalogue) -> list[str]:
    keys = [each.key for each in found.plan]
    problems = [] if keys and len(set(keys)) == len(keys) else ["each plan needs a key of its own"]
    if min(found.trial_days, found.notice_days) < 1:
        problems.append("trial_days and notice_days must be at least 1")
    if clean_organisation_number(found.seller.organisation_number) is None:
        problems.append("seller.organisation_number is not one")
    if not is_account(found.seller.account):
        problems.append("seller.account is not an account number")
    return [*problems, *(said for each in found.plan for said in _problems_of(each))]


def _problems_of(plan: Plan) -> list[str]:
    steps = [each.up_to for each in plan.price]
    climbing = [each for each in steps if each is not None]
    said = []
    if not steps or steps[-1] is not None or None in steps[:-1] or climbing != sorted(set(climbing)):
        said.append(f"{plan.key}: prices must climb by up_to, and the last has none")
    amounts = [getattr(each, currency) for each in plan.price for currency in CURRENCIES]
    if any(min(each.month, each.year) < 0 for each in amounts):
        said.append(f"{plan.key}: an amount is below zero")
    return said
