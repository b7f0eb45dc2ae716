"""Pages of an import: choose the files, say what the columns mean, look at the preview, watch it run, undo it."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    BuiltField,
    JobProgress,
    NotFound,
    Page,
    Place,
    Refused,
    Upload,
    Visit,
    YesNo,
    _,
    ask_to_cancel,
    bind,
    get,
    load_form,
    page,
    person_of,
    post,
    progress_of,
    redirect,
)
from plugins.ideas.browse import about
from plugins.ideas.importing import (
    ImportState,
    KeptImport,
    Part,
    begin_import,
    check_import,
    drop_import,
    imports_of,
    load_import,
    reopen,
    set_mapping,
    start_import,
    start_undo,
    targets_of,
)
from plugins.ideas.importing.keep import first_rows
from plugins.ideas.importing.upload import ImportFile

BIGGEST = 64_000_000
PREVIEW = 5


class FilesForm(msgspec.Struct, kw_only=True):
    ideas: Annotated[
        Upload,
        ImportFile(
            label=_("File of ideas"),
            help=_("CSV or XLSX, with a heading above each column. At most 50,000 rows."),
            missing=_("Choose the file of ideas."),
        ),
    ]
    comments: Annotated[
        Upload | None,
        ImportFile(
            label=_("File of comments"),
            help=_("Each row says which idea it is about, by the idea's id in the first file."),
            required=False,
        ),
    ] = None
    votes: Annotated[
        Upload | None,
        ImportFile(
            label=_("File of votes"),
            help=_("One vote on each row. Not needed where the first file has the number of votes."),
            required=False,
        ),
    ] = None


class MappingForm(msgspec.Struct, kw_only=True):
    new_topics: Annotated[bool, YesNo(label=_("Make topics that the file has and we have not"))] = True


@get("/manage/import", action="ideas.manage", at="activity")
async def show_imports(visit: Visit, place: Place) -> Answer:
    del visit
    return await _start_page(place, bind(FilesForm))


@post("/manage/import", action="ideas.manage", at="activity", max_body=BIGGEST)
async def send_files(visit: Visit, place: Place) -> Answer:
    form = bind(FilesForm, await visit.body())
    if not form.ok:
        return await _start_page(place, form, status=422)
    sent = {part: getattr(form.values, part.value) for part in Part}
    files = {part: (upload.filename, upload.data) for part, upload in sent.items() if upload is not None}
    try:
        fields = await _fields(place)
        import_id = await begin_import(place=place, by=person_of(visit), files=files, fields=fields)
    except Refused as refused:
        return await _start_page(place, form.refuse(refused), status=422)
    return redirect(f"{place.url}/manage/import/{import_id}")


@get("/manage/import/{import_id:int}", action="ideas.manage", at="activity")
async def show_import(visit: Visit, place: Place, import_id: int) -> Answer:
    """The page of the step that this import has come to."""
    del visit
    kept = await _kept(place, import_id)
    if kept.state is ImportState.MAPPING:
        return await _mapping_page(place, kept)
    return page("ideas/import_state.html", block="state", kept=kept, job=await _job(kept), **about(place))


@get("/manage/import/{import_id:int}/mapping", action="ideas.manage", at="activity")
async def show_mapping(visit: Visit, place: Place, import_id: int) -> Answer:
    """Back to the columns, from the preview."""
    del visit
    kept = await _kept(place, import_id)
    if kept.state not in (ImportState.MAPPING, ImportState.READY):
        return redirect(f"{place.url}/manage/import/{kept.id}")
    return await _mapping_page(place, kept)


@post("/manage/import/{import_id:int}/mapping", action="ideas.manage", at="activity")
async def send_mapping(visit: Visit, place: Place, import_id: int) -> Answer:
    kept = await _kept(place, import_id)
    raw = await visit.body()
    form = bind(MappingForm, raw)
    chosen = {
        file.part: {
            column: str((raw.get(f"{file.part}.{n}") or [""])[-1]) for n, column in enumerate(file.columns)
        }
        for file in kept.files
    }
    try:
        new_topics = form.values.new_topics
        await set_mapping(kept=kept, chosen=chosen, new_topics=new_topics, fields=await _fields(place))
        await check_import(place=place, kept=await _kept(place, import_id))
    except Refused as refused:
        return await _mapping_page(place, kept, form=form.refuse(refused), chosen=chosen)
    return redirect(f"{place.url}/manage/import/{import_id}")


@post("/manage/import/{import_id:int}/start", action="ideas.manage", at="activity")
async def send_start(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    await start_import(kept=await _kept(place, import_id))
    return redirect(f"{place.url}/manage/import/{import_id}")


@get("/manage/import/{import_id:int}/undo", action="ideas.manage", at="activity")
async def ask_undo(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    return page("ideas/import_undo.html", kept=await _kept(place, import_id), **about(place))


@post("/manage/import/{import_id:int}/undo", action="ideas.manage", at="activity")
async def send_undo(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    await start_undo(kept=await _kept(place, import_id))
    return redirect(f"{place.url}/manage/import/{import_id}")


@post("/manage/import/{import_id:int}/stop", action="ideas.manage", at="activity")
async def send_stop(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    kept = await _kept(place, import_id)
    if kept.job_id is not None:
        await ask_to_cancel(job_id=kept.job_id)
    return redirect(f"{place.url}/manage/import/{import_id}")


@post("/manage/import/{import_id:int}/reopen", action="ideas.manage", at="activity")
async def send_reopen(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    kept = await _kept(place, import_id)
    await reopen(kept=kept, job_now=await _job(kept))
    return redirect(f"{place.url}/manage/import/{import_id}")


@post("/manage/import/{import_id:int}/drop", action="ideas.manage", at="activity")
async def send_drop(visit: Visit, place: Place, import_id: int) -> Answer:
    del visit
    await drop_import(kept=await _kept(place, import_id))
    return redirect(f"{place.url}/manage/import", toast=_("Nothing was imported. The file is thrown away."))


async def _kept(place: Place, import_id: int) -> KeptImport:
    kept = await load_import(activity_id=place.here.id, import_id=import_id)
    if kept is None:
        raise NotFound
    return kept


async def _fields(place: Place) -> tuple[BuiltField, ...]:
    form = await load_form(place.here.form_id)
    return form.fields if form else ()


async def _job(kept: KeptImport) -> JobProgress | None:
    moving = kept.state in (ImportState.RUNNING, ImportState.UNDOING)
    return await progress_of(job_id=kept.job_id) if moving and kept.job_id is not None else None


async def _start_page(place: Place, form: Bound[FilesForm], status: int = 200) -> Page:
    earlier = await imports_of(activity_id=place.here.id)
    return page("ideas/import.html", status=status, form=form, earlier=earlier, **about(place))


async def _mapping_page(
    place: Place,
    kept: KeptImport,
    *,
    form: Bound[MappingForm] | None = None,
    chosen: dict[Part, dict[str, str]] | None = None,
) -> Page:
    fields = await _fields(place)
    parts: list[dict[str, Any]] = [
        {
            "file": file,
            "targets": targets_of(file.part, fields),
            "chosen": (chosen or {}).get(file.part, file.mapping),
            "examples": await first_rows(kept.id, file.part, PREVIEW),
        }
        for file in kept.files
    ]
    return page(
        "ideas/import_mapping.html",
        status=422 if form else 200,
        kept=kept,
        form=form or bind(MappingForm, initial={"new_topics": kept.new_topics}),
        parts=parts,
        **about(place),
    )
