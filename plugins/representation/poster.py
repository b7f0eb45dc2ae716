"""A poster for a group that is missing: a question, an address, and a code that a phone reads."""

from urllib.parse import urlencode

import segno

from core.sdk import (
    Answer,
    Data,
    NotFound,
    PdfUnavailable,
    Place,
    Visit,
    _,
    address_of,
    get,
    managed_project,
    pdf,
    redirect,
)
from plugins.representation.places import word_of
from plugins.representation.population import population


@get("/manage/representation/{project_id:int}/poster.pdf", action="representation.enter")
async def show_poster(visit: Visit, project_id: int) -> Answer:
    place = await managed_project(visit, project_id, "representation.manage")
    kind, name = visit.query.get("kind", ""), visit.query.get("name", "")
    if name not in (await population()).groups.get(kind, {}):
        raise NotFound
    try:
        content = await _drawn(visit, place, f"poster-{word_of(kind, name)}")
    except PdfUnavailable:
        back = f"/manage/representation/{project_id}/invite?{urlencode({'kind': kind, 'name': name})}"
        return redirect(back, toast=_("This machine cannot make a PDF. Use the link instead."), done=False)
    headers = {"content-disposition": f'inline; filename="{place.project.slug}-{word_of(kind, name)}.pdf"'}
    return Data(content, "application/pdf", headers=headers)


async def _drawn(visit: Visit, place: Place, word: str) -> bytes:
    """In the language that was asked for, else in the place's own. It names no group: nobody is pointed at on a wall."""
    lang = visit.query.get("lang", "")
    short = address_of(visit.tenant, place.project.url)
    return await pdf(
        "representation/poster.html",
        title=str(_("What do you think?")),
        lang=lang if lang in visit.site.languages else visit.site.main_language,
        place=place,
        short=short.partition("://")[2],
        code=segno.make(f"{short}?from={word}", error="m").svg_data_uri(scale=8, border=2),
    )
