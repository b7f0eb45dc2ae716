"""What the details of a deed are called: `was: participant` is said as “Before: Participant”."""

from typing import Any

from core.i18n import Text, _
from core.moderation.service import REASONS
from core.staff.people_words import ROLES

_NAMES: dict[str, Text] = {
    "added": _("Added"),
    "copy": _("Copy"),
    "group": _("Group"),
    "into": _("Into"),
    "jobs": _("Tasks"),
    "key": _("Name"),
    "person": _("Person"),
    "plugin": _("Plugin"),
    "project": _("Project"),
    "reason": _("Reason"),
    "removed": _("Removed"),
    "role": _("Role"),
    "sessions": _("Devices"),
    "settings": _("What"),
    "to": _("After"),
    "visibility": _("Who sees it"),
    "was": _("Before"),
}
_VALUES: dict[str, Text] = {
    **ROLES,
    **REASONS,
    "public": _("Everyone"),
    "link": _("Everyone who has the link"),
    "published": _("Published"),
    "waiting": _("Waiting for a moderator"),
    "hidden": _("Hidden"),
    "removed": _("Removed"),
}
_SETTINGS: dict[str, Text] = {
    "names": _("Name of the site"),
    "taglines": _("What the site is for"),
    "about": _("About the site"),
    "privacy": _("Privacy"),
    "languages": _("Languages of the site"),
    "brand_colour": _("Your colour"),
    "logo": _("Logo"),
    "contact": _("Contact"),
    "accessibility_statement_url": _("Accessibility statement"),
    "postcodes": _("Postcodes"),
    "areas": _("Areas"),
    "registration_open": _("Everybody can register"),
    "sign_in_methods": _("Signing in"),
}


def said(details: dict[str, Any]) -> list[tuple[Any, list[Any]]]:
    """Name and values, in words where there are some; what has none is shown as it was noted."""
    return [
        (_NAMES.get(name, name), _values(name, each))
        for name, each in details.items()
        if each not in ("", [], None)
    ]


def _values(name: str, noted: Any) -> list[Any]:
    words = {"settings": _SETTINGS, "visibility": _VALUES | {"group": _("Members of chosen groups")}}
    known = words.get(name, _VALUES)
    return [known.get(str(each), str(each)) for each in (noted if isinstance(noted, list) else [noted])]
