"""Commenting on the document: a section, a paragraph, a marked passage, a point on a drawing. And all comments as a list."""

from dataclasses import dataclass

from core.sdk import (
    Answer,
    Bound,
    Contribution,
    NotFound,
    Page,
    Place,
    Refused,
    State,
    Visit,
    _,
    bind,
    comments_of,
    get,
    load,
    page,
    post,
    redirect,
)
from plugins.information.common import about, decision, number_in, person_of, switched_on
from plugins.information.documents.model import Shown, Version
from plugins.information.documents.store import current_version, outline_of, section_of
from plugins.information.forms import RemarkForm
from plugins.information.hearing.answers import OUTCOMES, answer_to, published_at
from plugins.information.hearing.remarks import SIZE, remark_list, spot_of, write_remark
from plugins.information.hearing.spots import Spot, found_again, spot_in
from plugins.information.settings import hearing_of

POINT_WIDTH = 900  # of the picture on the page where one points


@dataclass(frozen=True)
class _Where:
    version: Version
    section: Shown
    spot: Spot


@get("/remark", action="information.remark", at="activity")
async def remark_form(visit: Visit, place: Place) -> Answer:
    """`section`, and perhaps `p`, `exact` and `start`, or `x` and `y`, say what it is about."""
    query = visit.query
    names = ("section", "exact", "start", "x", "y")
    kept = {name: query.get(name, "") for name in names} | {"paragraph": query.get("p", "")}
    return await _page(visit, place, bind(RemarkForm, initial=kept), await _where(place, kept))


@post("/remark", action="information.view", at="activity")
async def send_remark(visit: Visit, place: Place) -> Answer:
    form = bind(RemarkForm, await visit.body())
    where = await _where(place, {field.key: str(field.value) for field in form.fields})
    if not visit.can("information.remark"):
        return await _page(visit, place, form, where, status=403 if visit.person else 401)
    if not form.ok:
        return await _page(visit, place, form, where, status=422)
    given = form.values
    try:
        new_id = await write_remark(
            place=place,
            author=person_of(visit),
            version_id=where.version.id,
            spot=where.spot,
            text=given.text,
            anonymous=given.anonymous,
        )
    except Refused as refused:
        return await _page(visit, place, form.refuse(refused), where, status=422)
    found = await load(contribution_id=new_id, activity_id=place.here.id, viewer=visit.person)
    waits = found is not None and found.state is State.WAITING
    said = (
        _("Thank you! A moderator looks at it before it is published.")
        if waits
        else _("Thank you! Your comment stands in the document.")
    )
    return redirect(f"{place.url}/{new_id}", toast=said)


@get("/point", action="information.remark", at="activity")
async def point_form(visit: Visit, place: Place) -> Answer:
    """A drawing that is a button: the browser itself tells where it was pressed. Then on to the comment."""
    section = (await _where(place, {"section": visit.query.get("section", "")})).section
    if not section.picture:
        raise NotFound
    shown = min(POINT_WIDTH, section.width or POINT_WIDTH)
    high = round(shown * section.height / section.width) if section.width else shown
    x, y = (number_in(visit.query.get(f"at.{axis}", ""), 10_000) for axis in "xy")
    if "at.x" in visit.query:
        address = f"{place.url}/remark?section={section.key}&x={round(1000 * x / shown)}&y={round(1000 * y / max(high, 1))}"
        return redirect(address)
    return page("information/point.html", section=section, shown=shown, high=high, **about(place))


@get("/remarks", action="information.view", at="activity", keep=True)
async def show_remarks(visit: Visit, place: Place) -> Answer:
    """Everything that was said about the document, the newest first, or what was said about one section."""
    hearing_of(place)
    version = await current_version(activity_id=place.here.id)
    outline = await outline_of(version_id=version.id) if version else []
    section = visit.query.get("section", "")[:60]
    found = await remark_list(
        activity_id=place.here.id, section=section, before=number_in(visit.query.get("before", ""))
    )
    return page(
        "information/remarks.html",
        remarks=found[:SIZE],
        older=f"{place.url}/remarks?section={section}&before={found[SIZE - 1].id}"
        if len(found) > SIZE
        else None,
        names={each.key: each.name for each in outline},
        section=section,
        version=version,
        outcomes=OUTCOMES,
        may_remark=decision(visit, place, "information.remark"),
        **about(place),
    )


async def remark_shown(visit: Visit, place: Place, remark: Contribution) -> Page:
    """One comment with its place, the answer, and the talk below it."""
    version = await current_version(activity_id=place.here.id)
    stands = await spot_of(remark_id=remark.id)
    section = await section_of(version_id=version.id, key=stands[0].section) if version and stands else None
    answered = await published_at(activity_id=place.here.id)
    return page(
        "information/remark.html",
        remark=remark,
        spot=stands[0] if stands else None,
        written_about=stands[1] if stands else 0,
        version=version,
        section=section,
        found=found_again(section, stands[0]) if section and stands else None,
        answer=await answer_to(contribution_id=remark.id) if answered else None,
        outcomes=OUTCOMES,
        thread=await comments_of(
            root_id=remark.id, viewer=visit.person, cursor=visit.query.get("comments", "")
        ),
        may_comment=decision(visit, place, "information.comment"),
        may_support=visit.can("information.support"),
        **about(place),
    )


async def _where(place: Place, asked: dict[str, str]) -> _Where:
    """Raises NotFound for a document or section that is not there."""
    hearing_of(place)
    switched_on(place, "information.remark")
    version = await current_version(activity_id=place.here.id)
    section = await section_of(version_id=version.id, key=asked.get("section", "")[:60]) if version else None
    if version is None or section is None:
        raise NotFound
    chosen = (
        asked.get("part", "").split(".")
        if "." in asked.get("part", "")
        else [asked.get("x", ""), asked.get("y", "")]
    )
    point = (
        (number_in(chosen[0], 1000), number_in(chosen[1], 1000))
        if all(each.isdigit() for each in chosen)
        else None
    )
    paragraph = number_in(asked.get("paragraph", "")) or None
    start = number_in(asked.get("start", ""))
    return _Where(
        version,
        section,
        spot_in(section, paragraph=paragraph, exact=asked.get("exact", ""), start=start, point=point),
    )


async def _page(
    visit: Visit, place: Place, form: Bound[RemarkForm], where: _Where, status: int = 200
) -> Page:
    kept = about(place)
    hidden = set() if kept["chosen"].anonymous else {"anonymous"}
    if not where.section.picture or where.spot.point:
        hidden.add("part")
    form.fields[:] = [field for field in form.fields if field.key not in hidden]
    may = visit.can("information.remark")
    return page(
        "information/remark_form.html",
        status=status,
        form=form,
        where=where,
        refusal=None if may else may,
        **kept,
    )
