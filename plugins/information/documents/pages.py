"""Reading the document chapter by chapter, and what changed from version to version."""

from typing import Any

from core.sdk import Answer, NotFound, Place, Visit, get, page, redirect
from plugins.information.common import about, decision
from plugins.information.documents.changes import changes_of
from plugins.information.documents.chapters import chapter_with, chapters_of
from plugins.information.documents.store import (
    current_version,
    sections_of,
    version_before,
    version_numbered,
    versions_of,
)
from plugins.information.hearing.marking import marked
from plugins.information.hearing.remarks import Remark, remarks_in
from plugins.information.hearing.spots import found_again
from plugins.information.settings import hearing_of


@get("/read", action="information.view", at="activity", keep=True)
async def read_first(visit: Visit, place: Place) -> Answer:
    """The first chapter."""
    return await _chapter(visit, place, None)


@get("/read/{key:str}", action="information.view", at="activity", keep=True)
async def read_chapter(visit: Visit, place: Place, key: str) -> Answer:
    return await _chapter(visit, place, key)


async def _chapter(visit: Visit, place: Place, key: str | None) -> Answer:
    hearing_of(place)
    version = await current_version(activity_id=place.here.id)
    chapters = chapters_of(await sections_of(version_id=version.id)) if version else []
    n = chapter_with(chapters, key) if key is not None else 0
    if n is None or version is None or not chapters:
        raise NotFound
    chapter = chapters[n]
    if key is not None and key != chapter.first.key:
        return redirect(f"{place.url}/read/{chapter.first.key}#{key}")
    remarks = await remarks_in(
        activity_id=place.here.id, sections=[section.key for section in chapter.sections]
    )
    return page(
        "information/chapter.html",
        version=version,
        chapters=chapters,
        chapter=chapter,
        n=n,
        before=chapters[n - 1].first if n else None,
        after=chapters[n + 1].first if n + 1 < len(chapters) else None,
        sections=[
            _with_marks(section, remarks.get(section.key, []), version.number) for section in chapter.sections
        ],
        may_remark=decision(visit, place, "information.remark"),
        **about(place),
    )


def _with_marks(section: Any, remarks: list[Remark], number: int) -> dict[str, Any]:
    """The section with passages marked, comments beside their paragraph, and those whose place is gone by themselves."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    beside: dict[int, list[Remark]] = {}
    lost: list[Remark] = []
    whole: list[Remark] = []
    for remark in remarks:
        place = found_again(section, remark.spot)
        if place is not None:
            ranges.setdefault(place[0], []).append(place[1:])
            beside.setdefault(place[0], []).append(remark)
        elif remark.spot.quote.exact or (remark.version != number and remark.spot.paragraph):
            lost.append(remark)
        elif remark.spot.paragraph and remark.spot.paragraph <= len(section.blocks):
            beside.setdefault(remark.spot.paragraph, []).append(remark)
        else:
            whole.append(remark)
    blocks = [
        {"n": n, "html": marked(html, ranges.get(n, [])), "remarks": beside.get(n, [])}
        for n, html in enumerate(section.blocks, 1)
    ]
    return {
        "section": section,
        "blocks": blocks,
        "whole": whole,
        "lost": lost,
        "points": [r for r in whole if r.spot.point],
    }


@get("/changes", action="information.view", at="activity", keep=True)
async def show_versions(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    hearing_of(place)
    return page(
        "information/versions.html",
        versions=await versions_of(activity_id=place.here.id, published=True),
        **about(place),
    )


@get("/changes/{number:int}", action="information.view", at="activity", keep=True)
async def show_changes(visit: Visit, place: Place, number: int) -> Answer:
    """What this version changed, and because of what. Staff see it before it is published."""
    hearing_of(place)
    version = await version_numbered(activity_id=place.here.id, number=number)
    if version is None or (version.state != "published" and not visit.can("information.manage")):
        raise NotFound
    return page(
        "information/changes.html",
        version=version,
        before=await version_before(activity_id=place.here.id, number=number),
        changes=await changes_of(version_id=version.id),
        **about(place),
    )
