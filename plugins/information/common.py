"""What the handlers share."""

from typing import Any

from core.sdk import Decision, NotFound, Person, Place, Visit
from plugins.information.settings import allows, settings_of


def about(place: Place) -> dict[str, Any]:
    """What every page here says of the activity."""
    return {"chosen": settings_of(place.here), "base": place.url}


def person_of(visit: Visit) -> Person:
    if visit.person is None:  # the route's action lets nobody in without one
        raise NotFound
    return visit.person


def decision(visit: Visit, place: Place, action: str) -> Decision | None:
    """None where the settings have switched it off: then nothing is said of it at all."""
    return visit.can(action) if allows(place.here, action) else None


def switched_on(place: Place, action: str) -> None:
    """Raises NotFound where the settings have switched it off."""
    if not allows(place.here, action):
        raise NotFound


def number_in(text: str, most: int = 10**18) -> int:
    """A number from an address, 0 for what is none."""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004
