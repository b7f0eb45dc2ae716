"""What a new report begins with: a template that staff fill in and change. Its words are in the report's own language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from core.sdk import ZONE, Localized, Text, _, row, rows, speaking
from plugins.reports.model import Content, Section


@dataclass(frozen=True)
class Preset:
    """`needs`: project, phase, or place for a report of everything."""

    id: str
    name: Text
    help: Text
    needs: str
    fill: Callable[["Ground"], list[Section]]


@dataclass(frozen=True)
class Ground:
    """What a template can build on: the activities as (id, name, method)."""

    activities: tuple[tuple[int, str, str], ...] = ()


def _text(title: Text, hint: Text) -> Section:
    """A section to fill in; the hint is an order to the one who writes, and easy to see that it must go."""
    return Section(kind="text", title=str(title), body=f"<p><em>{escape(str(hint))}</em></p>")


def _figures(title: Text | str, activity: int = 0, source: str = "") -> Section:
    return Section(kind="figures", title=str(title), activity=activity, source=source)


def _said(title: Text | str, activity: int, source: str, **about: Any) -> Section:
    return Section(kind="said", title=str(title), activity=activity, source=source, **about)


def _summary() -> Section:
    return _text(_("In brief"), _("Say in five sentences what was asked, who took part and what came of it."))


def _next() -> Section:
    return _text(_("What happens now"), _("Say what is decided, who does it, and when people hear more."))


def _project(ground: Ground) -> list[Section]:
    found = [_summary(), _figures(_("Who took part"))]
    for activity, name, _method in ground.activities:
        found.append(_figures(name, activity, name))
        found.append(_said(_("What people said: {name}").format(name=name), activity, name))
    return [
        *found,
        _text(_("What we learned"), _("Say what was new, and what you have changed.")),
        _next(),
    ]


def _quarter(ground: Ground) -> list[Section]:
    del ground
    return [_summary(), _figures(_("Participation in the period")), _next()]


def _hearing(ground: Ground) -> list[Section]:
    found = [
        _text(_("What the hearing was about"), _("Say what was proposed, and when people could answer."))
    ]
    for activity, name, _method in ground.activities:
        found.append(_figures(_("Answers in figures: {name}").format(name=name), activity, name))
        title = _("Statements and our answers: {name}").format(name=name)
        found.append(_said(title, activity, name, order="oldest", most=500))
    return [
        *found,
        _text(_("What we changed"), _("Say what was changed after the hearing, and why.")),
        _next(),
    ]


def _minutes(ground: Ground) -> list[Section]:
    found = [_text(_("The meeting"), _("Say when and where it was, who led it and how many came."))]
    for activity, name, _method in ground.activities:
        found.append(_figures(name, activity, name))
        found.append(
            _said(_("What was said: {name}").format(name=name), activity, name, order="oldest", most=200)
        )
    return [*found, _next()]


def _empty(ground: Ground) -> list[Section]:
    del ground
    return []


PRESETS = {
    preset.id: preset
    for preset in (
        Preset(
            "project",
            _("Project report"),
            _("The whole project: figures and what people said in each activity."),
            "project",
            _project,
        ),
        Preset("phase", _("Phase report"), _("One phase, with its own period."), "phase", _project),
        Preset(
            "hearing",
            _("Answers to a hearing"),
            _("Every statement with the answer it was given."),
            "project",
            _hearing,
        ),
        Preset(
            "minutes",
            _("Minutes of a workshop"),
            _("What was said and chosen, step by step."),
            "project",
            _minutes,
        ),
        Preset(
            "quarter",
            _("Quarterly report"),
            _("Participation in the last quarter. Fit for being sent by itself."),
            "any",
            _quarter,
        ),
        Preset("empty", _("Empty report"), _("You build it yourself."), "any", _empty),
    )
}
_ONLY = {
    "minutes": "workshops",
    "hearing": "information",
}  # the method that a template is made for, where it is there


async def filled(preset: Preset, *, project_id: int | None, phase_id: int | None, language: str) -> Content:
    with speaking(language):
        activities = await _activities(project_id, phase_id, _ONLY.get(preset.id, ""))
        sections = preset.fill(Ground(activities))
        content = Content(title=await _title(preset, project_id), sections=sections)
    if preset.id == "quarter":
        content.since, content.until = quarter_before(datetime.now(ZONE).date())
    if phase_id is not None:
        content.since, content.until = await _phase_days(phase_id)
    return content


async def phases_of(project_id: int) -> list[tuple[int, Localized]]:
    found = await rows("SELECT id, names FROM phase WHERE project = $1 ORDER BY position, id", project_id)
    return [(each["id"], Localized.of(each["names"])) for each in found]


def quarter_before(today: date) -> tuple[str, str]:
    """First and last day of the quarter that ended last."""
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last = begins - timedelta(days=1)
    return date(last.year, last.month - 2, 1).isoformat(), last.isoformat()


async def _activities(
    project_id: int | None, phase_id: int | None, method: str
) -> tuple[tuple[int, str, str], ...]:
    if project_id is None:
        return ()
    found = await rows(
        "SELECT a.id, a.names, a.method FROM activity a LEFT JOIN phase ph ON ph.id = a.phase WHERE a.project = $1 "
        "AND ($2::bigint IS NULL OR a.phase = $2) ORDER BY ph.position, a.position, a.id",
        project_id,
        phase_id,
    )
    every = [(each["id"], Localized.of(each["names"]).text(), str(each["method"])) for each in found]
    meant = [each for each in every if each[2] == method]
    return tuple(meant or every)


async def _title(preset: Preset, project_id: int | None) -> str:
    found = await row("SELECT titles FROM project WHERE id = $1", project_id) if project_id else None
    if found is None:
        return str(preset.name)
    return str(_("{kind}: {name}").format(kind=preset.name, name=Localized.of(found["titles"])))


async def _phase_days(phase_id: int) -> tuple[str, str]:
    found = await row("SELECT starts_at, ends_at FROM phase WHERE id = $1", phase_id) or {}
    first, end = found.get("starts_at"), found.get("ends_at")
    last = (end - timedelta(seconds=1)).astimezone(ZONE).date().isoformat() if end else ""
    return (first.astimezone(ZONE).date().isoformat() if first else "", last)
