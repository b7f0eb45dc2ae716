"""The way to Stripe: its own package, at the address that the settings name. What goes wrong there is said plainly here."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import stripe
import structlog
from stripe import HTTPXClient, StripeClient

from core.i18n import _
from core.settings import settings
from core.text import Refused

log = structlog.get_logger()
_SECONDS = 20
_TRIES = 2


class CardsOff(Refused):
    def __init__(self) -> None:
        super().__init__(_("Cards are not taken here. Choose an invoice."))


class CardDeclined(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("The card was declined. Nothing is changed. Try another card, or choose an invoice.")
        )


class StripeAway(Refused):
    def __init__(self) -> None:
        super().__init__(_("The payment service does not answer. Nothing is changed. Try again in a while."))


class StripeRefused(Refused):
    def __init__(self) -> None:
        super().__init__(_("The payment service did not take this. Nothing is changed. Write to us."))


def takes_cards() -> bool:
    return bool(settings().stripe_key)


def stripe_client() -> StripeClient:
    """Raises CardsOff."""
    if not takes_cards():
        raise CardsOff
    return _client(settings().stripe_key, settings().stripe_api_base)


@cache
def _client(key: str, base: str) -> StripeClient:
    return StripeClient(
        key,
        base_addresses={"api": base},
        http_client=HTTPXClient(timeout=_SECONDS),
        max_network_retries=_TRIES,
    )


@contextmanager
def plainly() -> Iterator[None]:
    """Stripe's errors as refusals that a person can act on. Their text is neither shown nor logged: it may name people."""
    try:
        yield
    except stripe.CardError as error:
        raise CardDeclined from error
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise StripeAway from error
    except stripe.StripeError as error:
        log.warning("stripe_refused", kind=type(error).__name__, code=error.code, status=error.http_status)
        raise StripeRefused from error
