"""The word that counts who came by an invitation."""

from core.sdk import slugify

_LONGEST = 40


def word_of(kind: str, name: str) -> str:
    """Stands at the end of the link (`?from=age-18-24`): how many came this way, and nothing of who they are."""
    return slugify(f"{kind} {name}", fallback="group")[:_LONGEST]
