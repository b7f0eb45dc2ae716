"""The description, block by block."""

from core.http import Answer, NotFound, Redirect, Visit, get, page, post, redirect
from core.http.steps import steps_of
from core.i18n import _
from core.projects.content import KINDS, Block, kind_of
from core.projects.content_forms import BlockForm, block_form, fill
from core.projects.content_service import (
    add_block,
    blocks_of,
    change_block,
    move_block,
    new_block,
    remove_block,
)
from core.projects.manage.files import keep_file
from core.projects.manage.place import confirm, managed, refuse
from core.projects.place import Place
from core.text.errors import Refused

MOST = 45_000_000  # two documents of the largest size, with their texts


@get("/manage/projects/{project_id:int}/content", action="staff.enter")
async def content(visit: Visit, project_id: int) -> Answer:
    place = await managed(visit, project_id)
    blocks = await blocks_of(project_id=project_id)
    shown = [(block, kind_of(block), KINDS[kind_of(block)]) for block in blocks]
    return page("manage/projects/content.html", project=place.project, blocks=shown, kinds=KINDS)


@get("/manage/projects/{project_id:int}/content/new/{kind:str}", action="staff.enter")
async def new_part(visit: Visit, project_id: int, kind: str) -> Answer:
    place = await managed(visit, project_id)
    return _form_page(place, block_form(_empty(kind), visit.site.languages))


@post("/manage/projects/{project_id:int}/content/new/{kind:str}", action="staff.enter", max_body=MOST)
async def add_part(visit: Visit, project_id: int, kind: str) -> Answer:
    place = await managed(visit, project_id)
    block = _empty(kind)
    form = block_form(block, visit.site.languages, await visit.body())
    if form.ok:
        try:
            await fill(block, form, keep_file(visit))
            block_id = await add_block(project_id=project_id, block=block)
            return await _saved(visit, project_id, block_id)
        except Refused as refused:
            refuse(form.main, refused, 1)
    return _form_page(place, form, status=422)


@get("/manage/projects/{project_id:int}/content/{block_id:str}", action="staff.enter")
async def part(visit: Visit, project_id: int, block_id: str) -> Answer:
    place = await managed(visit, project_id)
    block = await _block(project_id, block_id)
    return _form_page(place, block_form(block, visit.site.languages), block_id)


@post("/manage/projects/{project_id:int}/content/{block_id:str}", action="staff.enter", max_body=MOST)
async def save_part(visit: Visit, project_id: int, block_id: str) -> Answer:
    place = await managed(visit, project_id)
    block = await _block(project_id, block_id)
    form = block_form(block, visit.site.languages, await visit.body())
    if form.ok:
        try:
            await fill(block, form, keep_file(visit))
            await change_block(project_id=project_id, block=block, sent_version=form.main.values.version)
            return await _saved(visit, project_id, block_id)
        except Refused as refused:
            refuse(form.main, refused, block.version)
    return _form_page(place, form, block_id, status=422)


@post("/manage/projects/{project_id:int}/content/{block_id:str}/move", action="staff.enter")
async def move_part(visit: Visit, project_id: int, block_id: str) -> Redirect:
    await managed(visit, project_id)
    await move_block(project_id=project_id, block_id=block_id, step=await steps_of(visit))
    return redirect(f"/manage/projects/{project_id}/content#part-{block_id}")


@get("/manage/projects/{project_id:int}/content/{block_id:str}/remove", action="staff.enter")
async def ask_remove_part(visit: Visit, project_id: int, block_id: str) -> Answer:
    place = await managed(visit, project_id)
    kind = KINDS[kind_of(await _block(project_id, block_id))][1]
    question = _("Delete this part: {kind}?").format(kind=kind)
    return confirm(place, tab="content", question=question, action=visit.path)


@post("/manage/projects/{project_id:int}/content/{block_id:str}/remove", action="staff.enter")
async def remove_part(visit: Visit, project_id: int, block_id: str) -> Redirect:
    await managed(visit, project_id)
    await remove_block(project_id=project_id, block_id=block_id)
    return redirect(f"/manage/projects/{project_id}/content", toast=_("Removed."))


async def _saved(visit: Visit, project_id: int, block_id: str) -> Redirect:
    base = f"/manage/projects/{project_id}/content"
    more = bool((await visit.body()).get("more"))
    return redirect(f"{base}/{block_id}" if more else base, toast=_("Saved."))


def _empty(kind: str) -> Block:
    if kind not in KINDS:
        raise NotFound
    return new_block(kind)


async def _block(project_id: int, block_id: str) -> Block:
    for block in await blocks_of(project_id=project_id):
        if block.id == block_id:
            return block
    raise NotFound


def _form_page(place: Place, form: BlockForm, block_id: str = "", *, status: int = 200) -> Answer:
    base = f"/manage/projects/{place.project.id}/content"
    return page(
        "manage/projects/block.html",
        status=status,
        project=place.project,
        form=form,
        label=KINDS[form.kind][1],
        action=f"{base}/{block_id}" if block_id else f"{base}/new/{form.kind}",
        block_id=block_id,
    )
