"""Which ways in a place offers besides the code by mail."""

from core.http import NotFound, Visit


def has_passwords(visit: Visit) -> bool:
    return "password" in visit.site.sign_in_methods


def need_passwords(visit: Visit) -> None:
    """Raises NotFound: where passwords are off, there is nothing that takes one."""
    if not has_passwords(visit):
        raise NotFound
