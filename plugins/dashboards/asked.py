"""What a dashboard is asked to show: read from the address, and written back into it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from core.sdk import ZONE, Channel, Text, _

PERIODS: dict[str, tuple[Text, int]] = {
    "": (_("All time"), 0),
    "week": (_("The last 7 days"), 7),
    "month": (_("The last 30 days"), 30),
    "quarter": (_("The last 90 days"), 90),
    "year": (_("The last 12 months"), 365),
    "own": (_("From and to, below"), 0),
}
STEPS: dict[str, Text] = {"day": _("By day"), "week": _("By week"), "month": _("By month")}
CHANNELS: dict[str, Text] = {
    Channel.WEB: _("On the web"),
    Channel.PAPER: _("On paper"),
    Channel.MEETING: _("In a meeting"),
    Channel.PHONE: _("By phone"),
    Channel.IMPORT: _("From a file"),
}
_DAYS, _WEEKS = 45, 220  # up to so many days are drawn by day, by week


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`since` and `until` (exclusive) are None for all time. `public`: residents look, so that only they may see it is told."""

    project_id: int | None = None
    activity_id: int | None = None
    period: str = ""
    since: datetime | None = None
    until: datetime | None = None
    channel: str = ""
    topic: str = ""
    step: str = "month"
    chosen_step: str = ""
    public: bool = False

    @property
    def whole_place(self) -> bool:
        return self.project_id is None

    @property
    def where(self) -> dict[str, Any]:
        """What the log is asked for, all channels together."""
        return {
            "project_id": self.project_id,
            "activity_id": self.activity_id,
            "since": self.since,
            "until": self.until,
        }

    @property
    def filtered(self) -> bool:
        return bool(self.channel or self.topic or self.since or self.until)

    @property
    def first_day(self) -> date | None:
        """As typed, where the dates are one's own."""
        return self.since.astimezone(ZONE).date() if self.since and self.period == "own" else None

    @property
    def last_day(self) -> date | None:
        return (
            self.until.astimezone(ZONE).date() - timedelta(days=1)
            if self.until and self.period == "own"
            else None
        )

    @property
    def query(self) -> str:
        """The same view, as it stands in an address: empty, or with its question mark."""
        wanted = {
            "project": self.project_id,
            "activity": self.activity_id,
            "period": self.period,
            "from": self.first_day,
            "to": self.last_day,
            "channel": self.channel,
            "topic": self.topic,
            "step": self.chosen_step,
        }
        kept = {name: value for name, value in wanted.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def asked_of(
    query: dict[str, str], *, now: datetime, project_id: int | None, activity_id: int | None
) -> Asked:
    """Nonsense in an address is left out: a link that was shortened on its way still shows something."""
    period, since, until = _period(query, now)
    step = query.get("step", "")
    return Asked(
        project_id=project_id,
        activity_id=activity_id,
        period=period,
        since=since,
        until=until,
        channel=query.get("channel", "") if query.get("channel") in CHANNELS else "",
        topic=query.get("topic", "")[:60],
        step=step if step in STEPS else _fitting(since, until, now),
        chosen_step=step if step in STEPS else "",
    )


def start_of(day: date) -> datetime:
    """The day's first moment on the wall clock here."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def _period(query: dict[str, str], now: datetime) -> tuple[str, datetime | None, datetime | None]:
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    period = query.get("period", "")
    if (first or last) and period in ("", "own"):
        if first and last and last < first:
            first, last = last, first
        since = start_of(first) if first else None
        return "own", since, start_of(last + timedelta(days=1)) if last else None
    days = PERIODS.get(period, PERIODS[""])[1]
    if not days:
        return "", None, None
    return period, start_of(now.astimezone(ZONE).date() - timedelta(days=days - 1)), None


def _day(said: str) -> date | None:
    try:
        found = date.fromisoformat(said[:10])
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2200 else None  # noqa: PLR2004 - what a calendar of ours can hold


def _fitting(since: datetime | None, until: datetime | None, now: datetime) -> str:
    if since is None:
        return "month"
    days = ((until or now) - since).days
    return "day" if days <= _DAYS else "week" if days <= _WEEKS else "month"
