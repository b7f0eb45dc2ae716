"""The words for what is shared, and sizes of places."""

from core.sdk import Text, _

KINDS: dict[str, Text] = {"question": _("Question"), "example": _("Example"), "event": _("Event")}
SIZES: dict[str, Text] = {
    "small": _("Fewer than 5,000 inhabitants"),
    "medium": _("5,000 to 20,000 inhabitants"),
    "large": _("20,000 to 50,000 inhabitants"),
    "city": _("More than 50,000 inhabitants"),
}
_LIMITS = ((5_000, "small"), (20_000, "medium"), (50_000, "large"))


def size_of(population: int | None) -> str:
    """Empty where nobody has said how many live there."""
    if not population:
        return ""
    return next((size for most, size in _LIMITS if population < most), "city")
