"""The residents' pages of projects: the list, one project, follow it."""

from urllib.parse import urlencode

from core.host.hooks import items_from_plugins
from core.host.hookspecs import Panel
from core.http import Answer, Redirect, Visit, get, page, post, redirect
from core.i18n import _
from core.participation import participants
from core.projects.cards import Filter, filter_options, project_cards
from core.projects.follow import follow, unfollow
from core.projects.place import Place
from core.projects.stage import Stage
from core.projects.views import project_page
from core.projects.visibility import has_preview

_LONGEST = 100
STAGES = (
    (Stage.OPEN, _("Open now")),
    (Stage.COMING, _("Coming")),
    (Stage.UNDERWAY, _("Being worked on")),
    (Stage.FINISHED, _("Finished")),
)


@get("/projects", action="site.view", keep=True)
async def listed(visit: Visit) -> Answer:
    wish = wish_from(visit)
    cards, more = await project_cards(site=visit.site, person=visit.person, now=visit.now, wish=wish)
    options = await filter_options(visit.site)
    return page(
        "projects/list.html",
        block="list",
        cards=cards,
        wish=wish,
        options=options,
        stages=STAGES,
        newer=_address(wish, wish.page - 1) if wish.page > 1 else None,
        older=_address(wish, wish.page + 1) if more else None,
    )


@get("", action="project.view", at="project", keep=True)
async def show(visit: Visit, place: Place) -> Answer:
    token = visit.query.get("preview", "")
    previewing = has_preview(place.project, token)
    view = await project_page(
        place=place, site=visit.site, person=visit.person, now=visit.now, previewing=previewing
    )
    return page(
        "projects/show.html",
        project=place.project,
        view=view,
        participants=await participants(project_id=place.project.id),
        panels=await items_from_plugins("panels", expect=Panel, place="project", subject=place.project),
        preview=f"?preview={token}" if previewing else "",
    )


@post("/follow", action="project.follow", at="project")
async def follow_it(visit: Visit, place: Place) -> Redirect:
    if visit.person is not None:
        await follow(person_id=visit.person.id, subject="project", subject_id=place.project.id)
    return redirect(
        place.project.url, toast=_("You follow this project. We tell you when something happens.")
    )


@post("/unfollow", action="project.follow", at="project")
async def unfollow_it(visit: Visit, place: Place) -> Redirect:
    if visit.person is not None:
        await unfollow(person_id=visit.person.id, subject="project", subject_id=place.project.id)
    return redirect(place.project.url, toast=_("You no longer follow this project."))


def wish_from(visit: Visit) -> Filter:
    query = {name: typed[:_LONGEST] for name, typed in visit.query.items()}
    stage = query.get("stage", "")
    return Filter(
        stage=stage if stage in list(Stage) else "",
        topic=_number(query.get("topic", "")),
        area=query.get("area", ""),
        folder=query.get("folder", ""),
        text=query.get("q", "").replace("\x00", "").strip(),
        page=min(_number(query.get("page", "")) or 1, 1_000),
    )


def _address(wish: Filter, number: int) -> str:
    """The same list, another page of it."""
    asked = {
        "q": wish.text,
        "stage": wish.stage,
        "topic": wish.topic,
        "area": wish.area,
        "folder": wish.folder,
    }
    chosen = {name: value for name, value in asked.items() if value}
    return "/projects?" + urlencode({**chosen, "page": number})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None  # noqa: PLR2004
