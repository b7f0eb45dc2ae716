"""The desk where staff put the page together."""

from typing import Any

from core.sdk import (
    Answer,
    Bound,
    NotFound,
    Page,
    Place,
    Purpose,
    Refused,
    Visit,
    _,
    bind,
    get,
    keep_upload,
    page,
    post,
    redirect,
    steps_of,
)
from plugins.information.common import about, person_of
from plugins.information.content import (
    KINDS,
    PageBlock,
    add_block,
    block_of,
    blocks_of,
    change_block,
    move_block,
    remove_block,
)
from plugins.information.forms import ASKED, BIGGEST, BlockForm
from plugins.information.readers import readers_of


class NothingGiven(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to show yet. Fill in at least one field."))


class NotAnAddress(Refused):
    field = "address"

    def __init__(self) -> None:
        super().__init__(_("Write an address that begins with https://."))


@get("/manage", action="information.manage", at="activity")
async def show_blocks(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return page(
        "information/manage_blocks.html",
        blocks=await blocks_of(activity_id=place.here.id),
        kinds=KINDS,
        readers=await readers_of(activity_id=place.here.id),
        **about(place),
    )


@get("/manage/blocks/new/{kind:str}", action="information.manage", at="activity")
async def new_block(visit: Visit, place: Place, kind: str) -> Answer:
    return _page(place, _form(visit, kind), kind, None)


@post("/manage/blocks/new/{kind:str}", action="information.manage", at="activity", max_body=BIGGEST)
async def send_new(visit: Visit, place: Place, kind: str) -> Answer:
    form = _form(visit, kind, raw=await visit.body())
    if not form.ok:
        return _page(place, form, kind, None, 422)
    try:
        await add_block(activity_id=place.here.id, kind=kind, **await _given(visit, form, None))
    except Refused as refused:
        return _page(place, form.refuse(refused), kind, None, 422)
    return redirect(f"{place.url}/manage", toast=_("It is on the page."))


@get("/manage/blocks/{block_id:int}", action="information.manage", at="activity")
async def edit_block(visit: Visit, place: Place, block_id: int) -> Answer:
    block = await _block(place, block_id)
    return _page(place, _form(visit, block.kind, kept=block), block.kind, block)


@post("/manage/blocks/{block_id:int}", action="information.manage", at="activity", max_body=BIGGEST)
async def save_block(visit: Visit, place: Place, block_id: int) -> Answer:
    block = await _block(place, block_id)
    form = _form(visit, block.kind, raw=await visit.body(), kept=block)
    if not form.ok:
        return _page(place, form, block.kind, block, 422)
    try:
        given = await _given(visit, form, block)
        await change_block(activity_id=place.here.id, block=block, version=form.values.version, **given)
    except Refused as refused:
        return _page(place, form.refuse(refused), block.kind, block, 422)
    return redirect(f"{place.url}/manage", toast=_("Saved."))


@post("/manage/blocks/{block_id:int}/move", action="information.manage", at="activity")
async def send_move(visit: Visit, place: Place, block_id: int) -> Answer:
    await move_block(activity_id=place.here.id, block_id=block_id, steps=await steps_of(visit))
    return redirect(f"{place.url}/manage#block-{block_id}")


@post("/manage/blocks/{block_id:int}/delete", action="information.manage", at="activity")
async def send_delete(visit: Visit, place: Place, block_id: int) -> Answer:  # noqa: ARG001
    await remove_block(activity_id=place.here.id, block_id=block_id)
    return redirect(f"{place.url}/manage", toast=_("It is taken off the page."))


async def _block(place: Place, block_id: int) -> PageBlock:
    found = await block_of(activity_id=place.here.id, block_id=block_id)
    if found is None:
        raise NotFound
    return found


def _form(visit: Visit, kind: str, *, raw: Any = None, kept: PageBlock | None = None) -> Bound[BlockForm]:
    if kind not in ASKED:
        raise NotFound
    form = bind(BlockForm, raw, initial=_initial(kept), locales=visit.site.languages)
    form.fields[:] = [field for field in form.fields if field.key in ASKED[kind]]
    return form


def _initial(kept: PageBlock | None) -> dict[str, Any]:
    if kept is None:
        return {}
    file = kept.files[0] if kept.files else None
    return {
        "title": kept.title,
        "text": kept.body,
        "facts": kept.body,
        "document": file if kept.kind == "document" else None,
        "picture": file if kept.kind == "picture" else None,
        "alt": (file or {}).get("alt", ""),
        "address": kept.details.get("url", ""),
        "version": str(kept.version),
    }


async def _given(visit: Visit, form: Bound[BlockForm], kept: PageBlock | None) -> dict[str, Any]:
    """What the block holds from now on. Raises NothingGiven, NotAnAddress and refusals of files."""
    given = form.values
    files = await _files(visit, form, kept)
    address = given.address.strip()
    if address and not address.startswith("https://"):
        raise NotAnAddress
    body = given.facts if "facts" in form else given.text
    if not (files or address or any(body.values()) or (any(given.title.values()) and "text" in form)):
        raise NothingGiven
    return {
        "title": given.title,
        "body": body,
        "files": files,
        "details": {"url": address} if address else {},
    }


async def _files(visit: Visit, form: Bound[BlockForm], kept: PageBlock | None) -> list[dict[str, Any]]:
    given = form.values
    for name, upload, purpose in (
        ("document", given.document, Purpose.DOCUMENT),
        ("picture", given.picture, Purpose.IMAGE),
    ):
        if name in form and upload is not None and hasattr(upload, "data"):
            return [(await keep_upload(upload, purpose=purpose, owner=person_of(visit))).entry(alt=given.alt)]
        if name in form and kept and kept.files and not form[name].removed:
            return [{**kept.files[0], "alt": given.alt}] if name == "picture" else kept.files
    return []


def _page(
    place: Place, form: Bound[BlockForm], kind: str, block: PageBlock | None, status: int = 200
) -> Page:
    return page(
        "information/block_form.html",
        status=status,
        form=form,
        kind=kind,
        kind_name=KINDS[kind],
        part=block,
        **about(place),
    )
