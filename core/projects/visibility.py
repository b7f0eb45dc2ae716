"""Who may see a project or an activity at all. For others it is not there: 404, not 403."""

import hmac

from core.people import Person, Role
from core.projects.place import Place, Project


def may_see(place: Place, person: Person | None, preview: str = "") -> bool:
    """Asked before any page below a project. `preview` is what the address brought as `?preview=`."""
    project = place.project
    if is_staff_of(project, person):
        return True
    previewing = has_preview(project, preview)
    if project.state == "draft":
        return previewing
    if project.visibility == "group" and not _is_member(project, person):
        return False
    return place.activity is None or place.activity.state == "published"


def is_staff_of(project: Project, person: Person | None) -> bool:
    return person is not None and person.role_in(project.id).rank >= Role.MODERATOR.rank


def has_preview(project: Project, preview: str) -> bool:
    """A preview link opens a draft, and nothing once it is published."""
    if project.state != "draft" or not project.preview_token:
        return False
    return hmac.compare_digest(project.preview_token.encode(), preview.encode())


def hidden_from_search(project: Project) -> bool:
    """Pages that search engines are asked to leave alone."""
    return project.state == "draft" or project.visibility != "public"


def _is_member(project: Project, person: Person | None) -> bool:
    return person is not None and bool(person.groups & set(project.groups))
