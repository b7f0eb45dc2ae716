"""Is this a page view to count, of what, and where does it come from? From the request alone; nothing is kept of it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_BOT = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|check|scan|fetch|curl|wget|python|java/|go-http|headless|lighthouse|feed",
    re.IGNORECASE,
)
_NOT_PAGES = ("/manage", "/account", "/files/", "/theme/", "/demo/", "/enter", "/sign-", "/unsubscribe")
_PLACE = re.compile(r"/projects/([a-z0-9-]{1,80})(?:/([a-z0-9-]{1,80}))?")
_OWN_PAGES = frozenset(
    ("follow", "reports", "recommendations", "outcomes", "open-data", "figures")
)  # of a project, not an activity
_HOST = re.compile(r"[a-z0-9.-]{1,120}")
_WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OK = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """`what`: "" the place, "slug" a project, "slug/slug" an activity – each with those above it."""

    what: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


def asks_not_to_be_counted(headers: dict[str, str]) -> bool:
    """Do Not Track, or Global Privacy Control."""
    return headers.get("dnt") == "1" or headers.get("sec-gpc") == "1"


def seen(
    *, method: str, path: str, query: str, status: int, headers: dict[str, str], host: str
) -> Seen | None:
    """None where it is not counted: no page of residents, a part of a page, a machine, or somebody who asks for it."""
    agent = headers.get("user-agent", "")
    if method != "GET" or status != _OK or path.startswith(_NOT_PAGES) or "hx-request" in headers:
        return None
    if not agent or _BOT.search(agent) or asks_not_to_be_counted(headers) or _is_prefetch(headers):
        return None
    if "text/html" not in headers.get("accept", ""):
        return None
    return Seen(_what(path), _sources(query, headers, host, agent))


def _is_prefetch(headers: dict[str, str]) -> bool:
    return "prefetch" in headers.get("sec-purpose", headers.get("purpose", ""))


def _what(path: str) -> tuple[str, ...]:
    found = _PLACE.match(path)
    if found is None:
        return ("",)
    project, activity = found[1], found[2]
    if activity is None or activity in _OWN_PAGES:
        return ("", project)
    return ("", project, f"{project}/{activity}")


def _sources(query: str, headers: dict[str, str], host: str, agent: str) -> tuple[tuple[str, str], ...]:
    small = "Mobi" in agent or "Android" in agent
    found = [("device", "phone" if small else "computer")]
    language = headers.get("accept-language", "")[:2].lower()
    if language.isalpha():
        found.append(("language", language))
    word = parse_qs(query).get("from", [""])[-1]
    if _WORD.fullmatch(word):
        found.append(("campaign", word))
    found.append(("referrer", _host_of(headers.get("referer", ""), host)))
    return tuple(found)


def _host_of(referrer: str, own: str) -> str:
    """Only the host; empty where somebody came straight here, or from another page of ours."""
    try:
        host = (urlsplit(referrer).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if host == own.removeprefix("www.") or not _HOST.fullmatch(host) else host
