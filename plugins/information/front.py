"""The activity's own page: of information its blocks and questions, of a hearing the document and what one can do."""

from core.sdk import Answer, Place, Redirect, Visit, get, page, post, quietly, redirect
from plugins.information.common import about, decision
from plugins.information.content import blocks_of
from plugins.information.documents.chapters import chapters_of
from plugins.information.documents.store import current_version, outline_of, versions_of
from plugins.information.hearing.answers import counts
from plugins.information.hearing.remarks import counts_by_section
from plugins.information.hearing.response import response_of
from plugins.information.letters import letters_of
from plugins.information.missing import days_of
from plugins.information.questions import answers_to, question_page
from plugins.information.readers import FRONT, count_reader, readers_of
from plugins.information.settings import HEARING, hearing_of

_LETTERS_SHOWN = 3


@get("/", action="information.view", at="activity")
async def show_information(visit: Visit, place: Place) -> Answer:
    query = visit.query
    activity_id = place.here.id
    found = await question_page(
        activity_id=activity_id,
        viewer=visit.person,
        text=query.get("q", "")[:200],
        cursor=query.get("cursor", ""),
    )
    return page(
        "information/front.html",
        blocks=await blocks_of(activity_id=activity_id),
        questions=found,
        answers=await answers_to(found.items),
        letters=(await letters_of(activity_id=activity_id))[:_LETTERS_SHOWN],
        readers=(await readers_of(activity_id=activity_id)).get(FRONT, 0),
        may_ask=decision(visit, place, "information.ask"),
        may_support=visit.can("information.support"),
        searched=query.get("q", ""),
        **about(place),
    )


@get("/", action="information.view", at="activity")
async def show_hearing(visit: Visit, place: Place) -> Answer:
    activity_id = place.here.id
    chosen = hearing_of(place)
    version = await current_version(activity_id=activity_id)
    outline = await outline_of(version_id=version.id) if version else []
    return page(
        "information/hearing.html",
        version=version,
        chapters=chapters_of(outline),
        by_section=await counts_by_section(activity_id=activity_id),
        counts=await counts(activity_id=activity_id),
        versions=await versions_of(activity_id=activity_id, published=True),
        response=await response_of(activity_id=activity_id),
        letters=(await letters_of(activity_id=activity_id))[:_LETTERS_SHOWN],
        readers=(await readers_of(activity_id=activity_id)).get(FRONT, 0),
        rule=chosen.law,
        days=days_of(place.here),
        may_remark=decision(visit, place, "information.remark"),
        may_send=decision(visit, place, "information.send"),
        **about(place),
    )


@post("/read-by", action="information.view", at="activity")
async def count_reading(visit: Visit, place: Place) -> Redirect:
    """A page says that it was opened. Nobody waits for the answer; kept pages stay kept."""
    quietly()
    sent = str((await visit.body()).get("page", [""])[-1])
    version = await current_version(activity_id=place.here.id) if place.here.method == HEARING else None
    keys = {section.key for section in await outline_of(version_id=version.id)} if version else set()
    if sent == FRONT or sent in keys:
        await count_reader(visit=visit, place=place, page=sent)
    return redirect(place.url)
