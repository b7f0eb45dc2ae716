"""The desk of the document: upload, look, explain the changes, publish."""

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Refused,
    Visit,
    _,
    bind,
    clean_text,
    get,
    page,
    post,
    progress_of,
    redirect,
)
from plugins.information.common import about, number_in, person_of
from plugins.information.documents.changes import changes_of, explain
from plugins.information.documents.chapters import chapters_of
from plugins.information.documents.model import Version
from plugins.information.documents.publish import drop_version, publish_version
from plugins.information.documents.store import sections_of, version_numbered, versions_of
from plugins.information.documents.take_in import take_in
from plugins.information.forms import BIGGEST, VersionForm
from plugins.information.hearing.answers import to_answer
from plugins.information.hearing.remarks import REMARK
from plugins.information.hearing.statements import KIND
from plugins.information.readers import readers_of
from plugins.information.settings import hearing_of


@get("/manage/document", action="information.manage", at="activity")
async def show_document(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return await _desk(place, bind(VersionForm, initial=await _names(place)))


@post("/manage/document", action="information.manage", at="activity", max_body=BIGGEST)
async def send_document(visit: Visit, place: Place) -> Answer:
    hearing_of(place)
    form = bind(VersionForm, await visit.body())
    if not form.ok:
        return await _desk(place, form, 422)
    given = form.values
    try:
        await take_in(place=place, by=person_of(visit), upload=given.file, title=given.title, note=given.note)
    except Refused as refused:
        return await _desk(place, form.refuse(refused), 422)
    return redirect(
        f"{place.url}/manage/document", toast=_("The file is received. Reading it takes a moment.")
    )


@get("/manage/document/{number:int}", action="information.manage", at="activity")
async def show_version(visit: Visit, place: Place, number: int) -> Answer:  # noqa: ARG001
    """As residents will read it, and what changed."""
    version = await _version(place, number)
    sections = await sections_of(version_id=version.id)
    return page(
        "information/manage_version.html",
        version=version,
        chapters=chapters_of(sections),
        changes=await changes_of(version_id=version.id),
        said=[
            *await to_answer(activity_id=place.here.id, kind=KIND),
            *await to_answer(activity_id=place.here.id, kind=REMARK),
        ],
        **about(place),
    )


@post("/manage/document/{number:int}/publish", action="information.manage", at="activity")
async def send_publish(visit: Visit, place: Place, number: int) -> Answer:
    version = await _version(place, number)
    try:
        await publish_version(place=place, number=version.number, by=person_of(visit))
    except Refused as refused:
        return redirect(f"{place.url}/manage/document", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/document", toast=_("This is the document from now on."))


@post("/manage/document/{number:int}/delete", action="information.manage", at="activity")
async def send_delete(visit: Visit, place: Place, number: int) -> Answer:  # noqa: ARG001
    version = await _version(place, number)
    try:
        await drop_version(place=place, number=version.number)
    except Refused as refused:
        return redirect(f"{place.url}/manage/document", toast=refused.message, done=False)
    return redirect(f"{place.url}/manage/document", toast=_("The version is deleted."))


@post("/manage/document/{number:int}/changes/{change_id:int}", action="information.manage", at="activity")
async def send_explanation(visit: Visit, place: Place, number: int, change_id: int) -> Answer:
    """Why it was changed, and the comments and statements that led to it."""
    version = await _version(place, number)
    sent = await visit.body()
    note = clean_text(str((sent.get("note") or [""])[-1]))[:1_000]
    causes = [
        n for each in sent.get("cause", ())[:100] if isinstance(each, str) and (n := number_in(each, 10**18))
    ]
    await explain(
        activity_id=place.here.id, version_id=version.id, change_id=change_id, note=note, causes=causes
    )
    return redirect(f"{place.url}/manage/document/{number}#change-{change_id}", toast=_("Saved."))


async def _version(place: Place, number: int) -> Version:
    hearing_of(place)
    found = await version_numbered(activity_id=place.here.id, number=number)
    if found is None:
        raise NotFound
    return found


async def _names(place: Place) -> dict[str, str]:
    """The next version is called as the last one."""
    found = await versions_of(activity_id=place.here.id)
    return {"title": found[0].title} if found else {}


async def _desk(place: Place, form: Bound[VersionForm], status: int = 200) -> Page:
    hearing_of(place)
    found = await versions_of(activity_id=place.here.id)
    jobs = {
        each.id: await progress_of(job_id=each.job_id)
        for each in found
        if each.state == "reading" and each.job_id
    }
    readers = await readers_of(activity_id=place.here.id)
    return page(
        "information/manage_document.html",
        block="versions",
        status=status,
        versions=found,
        jobs=jobs,
        form=form,
        readers=readers,
        **about(place),
    )
