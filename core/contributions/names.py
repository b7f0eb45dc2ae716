"""Who wrote it, as the one who looks may see it. The only place in the house that decides this.

A row needs `author`, `author_name`, `author_closed`, `author_label`, `anonymous` and `project` (see AUTHOR_COLUMNS).
"""

from collections.abc import Mapping
from typing import Any

from core.contributions.model import Author
from core.i18n import _
from core.people import Person, Role

AUTHOR_COLUMNS = (
    "c.author, p.name AS author_name, p.closed_at IS NOT NULL AS author_closed, c.author_label, c.anonymous, "
    "a.project AS project"
)
AUTHOR_JOINS = "JOIN activity a ON a.id = c.activity LEFT JOIN person p ON p.id = c.author"


def author_of(row: Mapping[str, Any], viewer: Person | None) -> Author:
    """The author for this viewer: real name, label, 'Anonymous' or 'Former participant'."""
    real = "" if row["author"] is None or row["author_closed"] else row["author_name"]
    if row["anonymous"]:
        seen = may_see_names(viewer, row["project"])
        return Author(
            row["author"] if seen else None, _("Anonymous"), (real or row["author_label"]) if seen else ""
        )
    if row["author_label"]:
        return Author(row["author"], row["author_label"])
    if not real:
        return Author(None, _("Former participant"))
    return Author(row["author"], real)


def may_see_names(viewer: Person | None, project_id: int) -> bool:
    """Staff of this project see who wrote what is anonymous to the public."""
    return viewer is not None and viewer.role_in(project_id).rank >= Role.MODERATOR.rank
