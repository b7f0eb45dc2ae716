"""What every page of the plugin needs: who is here, what was sent, what is said of the activity."""

from typing import Any

from core.sdk import NotFound, Person, Place, Raw, Visit
from plugins.deliberation.settings import settings_of


def about(place: Place) -> dict[str, Any]:
    """What every page here says of the activity."""
    return {"chosen": settings_of(place.here), "base": place.url}


def person_of(visit: Visit) -> Person:
    if visit.person is None:  # the route's action lets nobody in without one
        raise NotFound
    return visit.person


def last_of(sent: Raw, name: str) -> str:
    """The last text of this name in a form; empty where there is none, or a file."""
    found = (sent.get(name) or [""])[-1]
    return found if isinstance(found, str) else ""
