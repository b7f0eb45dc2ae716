"""What the operator tells staff on top of their pages: a known fault, or work that is planned. It lies in the site's settings, so
that no page asks anybody for it."""

from datetime import datetime, timedelta

from core.i18n import Localized, Text, _
from core.i18n.formats import say_datetime
from core.tenancy import Site

Banner = tuple[str, Text, tuple[Text, str] | None]
_AHEAD = timedelta(days=7)


def notices_for(site: Site, now: datetime) -> list[Banner]:
    """Those that are on now, or begin within a week."""
    found: list[Banner] = []
    for notice in site.notices:
        begins, ends = _moment(notice.get("begins_at")), _moment(notice.get("ends_at"))
        if begins is None or begins > now + _AHEAD or (ends is not None and ends <= now):
            continue
        title = str(Localized.of(notice.get("titles")))
        said = _("{title}").format(title=title)
        if begins > now:
            said = _("{when}: {title}").format(when=say_datetime(begins), title=title)
        kind = "warning" if notice.get("kind") == "fault" else "info"
        found.append((kind, said, (_("More"), str(notice.get("url") or "/manage"))))
    return found


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
