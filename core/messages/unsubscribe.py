"""Stopping mail by one click, without signing in: the link itself proves who it was sent to."""

from dataclasses import dataclass

from core.db import value
from core.http.signed import sign, unsign
from core.i18n import Text, _
from core.messages.choices import all_kinds_chosen, save_choices
from core.messages.kinds import KINDS, How
from core.tenancy import current_tenant
from core.tenancy.registry import address_of

DAILY = "daily"  # all that comes in the daily mail
ALL = "all"
_DAYS = 730  # people find old mail


@dataclass(frozen=True)
class Stop:
    """What the link stops, for whom."""

    person_id: int
    what: str

    @property
    def label(self) -> Text:
        if self.what == DAILY:
            return _("The daily summary")
        return KINDS[self.what].label if self.what in KINDS else _("All mail about news")


def unsubscribe_path(person_id: int, what: str) -> str:
    return f"/unsubscribe/{sign(f'{person_id}:{what}', purpose=_purpose(), seconds=_DAYS * 86_400)}"


def unsubscribe_headers(person_id: int, what: str) -> dict[str, str]:
    """RFC 8058: the mail program shows a button of its own, and posts."""
    return {
        "List-Unsubscribe": f"<{address_of(current_tenant(), unsubscribe_path(person_id, what))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


async def read_link(token: str) -> Stop | None:
    """None where the link is forged, of another place, too old, or of somebody who has left."""
    said = unsign(token, purpose=_purpose())
    person, _colon, what = (said or "").partition(":")
    if not person.isdigit() or what not in (*KINDS, DAILY, ALL):
        return None
    there = await value("SELECT 1 FROM person WHERE id = $1 AND closed_at IS NULL", int(person))
    return Stop(int(person), what) if there else None


async def stop_mail(*, stop: Stop, everything: bool = False) -> None:
    """Stays stopped until the person chooses otherwise on their own page."""
    chosen = await all_kinds_chosen(person_id=stop.person_id)
    for name, how in chosen.items():
        if everything or stop.what in (ALL, name) or (stop.what == DAILY and how is How.DAILY):
            chosen[name] = How.NEVER
    await save_choices(person_id=stop.person_id, choices=chosen)


def _purpose() -> str:
    # The same person's id means somebody else in another place.
    return f"unsubscribe {current_tenant().id}"
