"""The cookies of the house: session, language, the message that is said once, the code that is awaited."""

from core.http.answers import Cookie
from core.settings import settings

LOCALE = "locale"
TOAST = "toast"
NOT_DONE = "toast-not-done"  # what the cookie is signed for, when it says why something was not done
_YEAR = 365 * 86_400


def host_only(name: str) -> str:
    """`__Host-` binds a cookie to this host, https and the whole site: no sibling subdomain can plant one."""
    return f"__Host-{name}" if settings().secure else name


def session_cookie_name() -> str:
    return host_only("session")


def session_cookie(token: str, *, seconds: int) -> Cookie:
    return Cookie(session_cookie_name(), token, seconds)


def no_session_cookie() -> Cookie:
    return Cookie(session_cookie_name(), "", 0)


def locale_cookie(locale: str) -> Cookie:
    return Cookie(LOCALE, locale, _YEAR)
