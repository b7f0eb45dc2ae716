"""Demonstration content: a ledger, answers and steps, through our own services; only the times are set back afterwards."""

import io
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from core.sdk import Person, Project, Purpose, Seeding, execute, html_from_plain, keep_upload, rows
from plugins.followup.days import day_of
from plugins.followup.links import link_contributions
from plugins.followup.outcomes import Words, publish_outcome, write_outcome
from plugins.followup.promises import keep_promise, make_promise, postpone, set_frame
from plugins.followup.reading import load_outcome
from plugins.followup.steps import StepWords, write_step

FOLDER = Path(__file__).parent / "seeds"
_FIND = """
    SELECT c.id FROM contribution c JOIN activity a ON a.id = c.activity
    WHERE a.project = $1 AND c.state = 'published' AND c.root IS NULL AND NOT c.official
      AND (cardinality($2::varchar[]) = 0
        OR EXISTS (SELECT 1 FROM unnest($2::varchar[]) t(begins) WHERE c.title LIKE t.begins || '%'))
    ORDER BY c.support_count DESC, c.id LIMIT $3
"""


class _Frame(msgspec.Struct, frozen=True, kw_only=True):
    can_change: str = ""
    cannot_change: str = ""
    decides: str = ""
    how: str = ""


class _Promise(msgspec.Struct, frozen=True, kw_only=True):
    """`days`: from the day of set-up. `was`: the day it was promised for first."""

    text: str
    days: int
    state: str = "open"
    note: str = ""
    was: int | None = None


class _Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """`titles`: how the contributions that it answers begin; without them the `top` most supported."""

    kind: str
    title: str
    days: int
    body: str = ""
    url: str = ""
    titles: list[str] = []
    top: int = 3


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """`alt`: what its picture shows; without it there is none."""

    title: str
    state: str
    days: int
    text: str = ""
    alt: str = ""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    frame: _Frame = _Frame()
    promises: list[_Promise] = []
    outcomes: list[_Outcome] = []
    steps: list[_Step] = []


@dataclass(frozen=True)
class _Drawing:
    """An upload like any other."""

    data: bytes
    filename: str = "steg.jpg"
    content_type: str = "image/jpeg"


async def sow(seeding: Seeding) -> None:
    """The project whose address the theme names; where there is no story about it, nothing."""
    file = FOLDER / f"{seeding.theme}.toml"
    if not file.is_file() or not seeding.staff:
        return
    story = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Story)
    project, by, today = seeding.place.project, seeding.staff[0], day_of(datetime.now(UTC))
    await set_frame(project_id=project.id, sent_version="0", **msgspec.structs.asdict(story.frame))
    for promise in story.promises:
        await _promise(project, promise, by, today)
    for outcome in story.outcomes:
        await _outcome(project, outcome, by, today)
    for step in story.steps:
        await _step(project, step, by, today)


async def _promise(project: Project, told: _Promise, by: Person, today: date) -> None:
    due = today + timedelta(days=told.days)
    first = due if told.was is None else today + timedelta(days=told.was)
    made = await make_promise(project_id=project.id, text=told.text, due_on=first, responsible=by.id)
    await execute("UPDATE followup_promise SET created_at = now() - interval '60 days' WHERE id = $1", made)
    if told.was is not None:
        await postpone(promise_id=made, due_on=due, reason=told.note, by=by)
    elif told.state == "kept":
        await keep_promise(promise_id=made, note=told.note, by=by)
        settled = datetime.now(UTC) + timedelta(days=told.days - 1)
        await execute("UPDATE followup_promise SET settled_at = $2 WHERE id = $1", made, settled)


async def _outcome(project: Project, told: _Outcome, by: Person, today: date) -> None:
    words = Words(
        kind=told.kind,
        title=told.title,
        body=html_from_plain(told.body),
        decided_on=today + timedelta(days=told.days),
        url=told.url,
    )
    made = await write_outcome(project_id=project.id, words=words, by=by)
    outcome = await load_outcome(made)
    found = await rows(_FIND, project.id, told.titles, told.top)
    if outcome is None or not found:
        return
    await link_contributions(outcome=outcome, contribution_ids=[each["id"] for each in found], by=by)
    await publish_outcome(outcome_id=made, by=by, at=datetime.now(UTC) + timedelta(days=told.days))


async def _step(project: Project, told: _Step, by: Person, today: date) -> None:
    day, done = today + timedelta(days=told.days), told.state == "done"
    picture = await keep_upload(_Drawing(_draw()), purpose=Purpose.IMAGE, owner=by) if told.alt else None
    words = StepWords(
        title=told.title,
        text=told.text,
        due_on=day,
        done_on=day if done else None,
        state=told.state,
        picture=picture.key if picture else "",
        alt=told.alt,
    )
    await write_step(project_id=project.id, words=words, by=by)


def _draw(width: int = 960, height: int = 540) -> bytes:
    """Sky, hills and a stretch of water."""
    image = Image.new("RGB", (width, height), (206, 226, 238))
    pen = ImageDraw.Draw(image)
    pen.ellipse((660, 70, 760, 170), fill=(246, 206, 120))
    pen.polygon(
        [(0, 300), (220, 120), (420, 290), (620, 150), (960, 320), (960, 540), (0, 540)], fill=(104, 136, 150)
    )
    pen.polygon([(0, 340), (300, 270), (620, 350), (960, 290), (960, 540), (0, 540)], fill=(84, 132, 98))
    pen.polygon([(0, 430), (960, 390), (960, 540), (0, 540)], fill=(46, 104, 138))
    pen.polygon([(380, 462), (560, 462), (530, 496), (410, 496)], fill=(150, 62, 48))
    pen.line([(470, 462), (470, 380)], fill=(60, 46, 40), width=6)
    pen.polygon([(474, 384), (474, 452), (540, 452)], fill=(244, 240, 230))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=86)
    return out.getvalue()
