"""One's own page about oneself; and the staff's: who is missing, figures of the population, an invitation."""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    File,
    Localized,
    NotFound,
    Number,
    Page,
    Person,
    Place,
    Purpose,
    Refused,
    Role,
    Typed,
    Upload,
    Visit,
    YesNo,
    _,
    address_of,
    bind,
    get,
    managed_project,
    ngettext,
    note,
    notify,
    page,
    person_of,
    post,
    redirect,
    rows,
)
from plugins.representation.measuring import Picture, members_missing, pictures
from plugins.representation.places import word_of
from plugins.representation.population import KINDS, SEXES, bring, population
from plugins.representation.shown import blocks_of
from plugins.representation.telling import forget, invited, tell, told_by
from plugins.representation.ways import ways_to

UNTOLD = "untold"


class AboutForm(msgspec.Struct, kw_only=True):
    birth_year: Annotated[
        int | None,
        Number(
            label=_("Year of birth"),
            required=False,
            min=1900,
            max=2026,
            help=_("Four digits, or leave it empty."),
        ),
    ] = None
    sex: Annotated[
        str,
        Choice(
            label=_("Sex"),
            options=(
                (UNTOLD, _("I do not want to tell")),
                ("female", _("Woman")),
                ("male", _("Man")),
                ("another", _("Another")),
            ),
        ),
    ] = UNTOLD
    invite: Annotated[
        bool,
        YesNo(
            label=_("Tell me of projects where we hear from few like me"),
            help=_("Once a month at most, on your page, and by mail if you want news."),
        ),
    ] = False


class FigureForm(msgspec.Struct, kw_only=True):
    file: Annotated[
        Upload,
        File(
            label=_("File"),
            purpose=Purpose.DOCUMENT,
            help=_(
                "CSV with four columns: age, sex or district; its name; how many; postcodes of a district."
            ),
        ),
    ]


@get("/account/about-you", action="account.own")
async def show_about(visit: Visit) -> Answer:
    told = await told_by(person_of(visit).id)
    initial = {
        "birth_year": told.get("birth_year"),
        "sex": told.get("sex") or UNTOLD,
        "invite": bool(told.get("invite")),
    }
    return page(
        "representation/about.html", form=bind(AboutForm, initial=initial), told=bool(told), tab="/account"
    )


@post("/account/about-you", action="account.own")
async def send_about(visit: Visit) -> Answer:
    form = bind(AboutForm, await visit.body())
    if not form.ok:
        return page("representation/about.html", status=422, form=form, told=True, tab="/account")
    sex = "" if form.values.sex == UNTOLD else form.values.sex
    await tell(
        person_id=person_of(visit).id, birth_year=form.values.birth_year, sex=sex, invite=form.values.invite
    )
    return redirect("/account", toast=_("Saved. Thank you!"))


@post("/account/about-you/forget", action="account.own")
async def forget_about(visit: Visit) -> Answer:
    await forget(person_of(visit).id)
    return redirect("/account", toast=_("It is deleted."))


@get("/manage/representation", action="representation.enter")
async def listed(visit: Visit) -> Answer:
    """Projects to look into, and what is known of who lives here."""
    return await _list_page(visit, bind(FigureForm))


@post("/manage/representation", action="representation.set_up")
async def bring_figures(visit: Visit) -> Answer:
    form = bind(FigureForm, await visit.body())
    if form.ok:
        try:
            lines = await bring(form.values.file.data)
        except Refused as refused:
            form.refuse(refused)
        else:
            await note(
                action="representation.figures",
                subject="site",
                subject_id=1,
                details={"lines": lines},
                by=person_of(visit),
            )
            return redirect(
                "/manage/representation",
                toast=ngettext("{n} group is read.", "{n} groups are read.", lines).format(n=lines),
            )
    return await _list_page(visit, form, status=422)


@get("/manage/representation/{project_id:int}", action="representation.enter")
async def show(visit: Visit, project_id: int) -> Answer:
    place = await managed_project(visit, project_id, "representation.enter")
    found = await pictures(project_id=project_id)
    return page(
        "representation/project.html",
        place=place,
        figures=blocks_of(found),
        missing=_missing(found),
        may=visit.can("representation.manage", place).allowed,
        base=f"/manage/representation/{project_id}",
    )


@get("/manage/representation/{project_id:int}/invite", action="representation.enter")
async def show_invitation(visit: Visit, project_id: int) -> Answer:
    place = await managed_project(visit, project_id, "representation.manage")
    return await _invitation(visit, place, visit.query.get("kind", ""), visit.query.get("name", ""))


@post("/manage/representation/{project_id:int}/invite", action="representation.enter")
async def send_invitation(visit: Visit, project_id: int) -> Answer:
    """To registered people of the group who have not taken part: on their page, and by mail as each has chosen for news."""
    place = await managed_project(visit, project_id, "representation.manage")
    body = await visit.body()
    kind, name = Typed(body, "kind").one(), Typed(body, "name").one()
    told = await members_missing(project_id=project_id, kind=kind, name=name)
    if told:
        title = _("What do you think? {project}").format(project=place.project.title)
        await notify(
            person_ids=told,
            kind="news",
            title=title,
            body=_("We have heard from few like you. It takes some minutes."),
            url=place.project.url,
        )
        await invited(person_ids=told)
        details = {"group": name}  # not how many: of a small group that would tell who they are
        await note(
            action="representation.invite",
            subject="project",
            subject_id=project_id,
            details=details,
            by=person_of(visit),
        )
    said = _("Those in the group who want to be invited are told.")
    return redirect(f"/manage/representation/{project_id}", toast=said)


async def _list_page(visit: Visit, form: Bound[FigureForm], *, status: int = 200) -> Page:
    here = await population()
    return page(
        "representation/list.html",
        status=status,
        projects=await _projects(person_of(visit)),
        kinds=[(KINDS[kind], len(groups), sum(groups.values())) for kind, groups in here.groups.items()],
        sources=sorted({str(each) for each in here.sources.values()}),
        form=form,
    )


async def _invitation(visit: Visit, place: Place, kind: str, name: str) -> Page:
    here = await population()
    if name not in here.groups.get(kind, {}):
        raise NotFound
    label = SEXES.get(name, name) if kind == "sex" else name
    reachable = await members_missing(project_id=place.project.id, kind=kind, name=name)
    return page(
        "representation/invite.html",
        place=place,
        kind=kind,
        name=name,
        label=label,
        link=f"{address_of(visit.tenant, place.project.url)}?from={word_of(kind, name)}",
        ways=ways_to(kind, name),
        poster=f"/manage/representation/{place.project.id}/poster.pdf?{urlencode({'kind': kind, 'name': name})}",
        reachable=len(reachable) if len(reachable) >= 5 or not reachable else None,  # noqa: PLR2004 - fewer could be told who they are
        base=f"/manage/representation/{place.project.id}",
    )


def _missing(found: list[Picture]) -> list[dict[str, Any]]:
    return [
        {
            "kind": picture.kind,
            "name": group.name,
            "label": SEXES.get(group.name, group.name) if picture.kind == "sex" else group.name,
        }
        for picture in found
        for group in picture.groups
        if group.missing
    ]


async def _projects(person: Person) -> list[dict[str, Any]]:
    """Those that this person looks after, where somebody has taken part."""
    everything = person.role.rank >= Role.MANAGER.rank
    found = await rows(
        "SELECT p.id, p.titles, coalesce(sum(c.n), 0)::bigint AS people FROM project p "
        "LEFT JOIN participant_count c ON c.project_id = p.id AND c.activity_id = 0 "
        "WHERE $1::bigint[] IS NULL OR p.id = ANY($1) GROUP BY p.id ORDER BY people DESC, p.id LIMIT 200",
        None if everything else list(person.project_roles),
    )
    return [each | {"titles": Localized.of(each["titles"])} for each in found]
