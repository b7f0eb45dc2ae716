"""Writing down what was done on these pages."""

from typing import Any

from core.audit import note
from core.http import Visit


async def noted(visit: Visit, action: str, subject_id: int | None = None, **details: Any) -> None:
    """`action` is `<subject>.<verb>`: `person.role`, `site.change`. Details: ids, names of settings, counts."""
    subject = action.partition(".")[0]
    await note(action=action, subject=subject, subject_id=subject_id, details=details, by=visit.person)
