"""The cookies of the house: session, language, the message that is said once. Nothing else, and none for anonymous visitors."""

from core.http.answers import Cookie
from core.settings import settings

LOCALE = "locale"
TOAST = "toast"
_YEAR = 365 * 86_400


def session_cookie_name() -> str:
    """`__Host-` binds a cookie to this host, https and the whole site: no sibling subdomain can plant one."""
    return "__Host-session" if settings().secure else "session"


def session_cookie(token: str, *, seconds: int) -> Cookie:
    return Cookie(session_cookie_name(), token, seconds)


def no_session_cookie() -> Cookie:
    return Cookie(session_cookie_name(), "", 0)


def locale_cookie(locale: str) -> Cookie:
    return Cookie(LOCALE, locale, _YEAR)
