"""One theme: what lies in it, and what staff decide about it."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    LongText,
    NotFound,
    Refused,
    ShortText,
    Visit,
    _,
    bind,
    get,
    ngettext,
    page,
    post,
    redirect,
)
from plugins.insights.about import head, require_project, sent, sent_ids, studied
from plugins.insights.studies.model import Study
from plugins.insights.themes import deciding
from plugins.insights.themes.contents import PAGE, contents
from plugins.insights.themes.model import Theme, flat, themes_of
from plugins.insights.themes.splitting import split
from plugins.insights.typed import whole

_FARTHEST = 1_000_000
_THEME = "/manage/insights/{study_id:int}/themes/{theme_id:int}"


class NameForm(msgspec.Struct, kw_only=True):
    name: Annotated[str, ShortText(label=_("Name of the theme"), max=120)]
    description: Annotated[str, LongText(label=_("What it is about"), max=500, required=False)] = ""


@get(_THEME, action="insights.enter")
async def show(visit: Visit, study_id: int, theme_id: int) -> Answer:
    """0 is what lies in no theme."""
    study = await studied(visit, study_id)
    return await _page(visit, study, theme_id)


@post(_THEME + "/name", action="insights.enter")
async def rename(visit: Visit, study_id: int, theme_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    form = bind(NameForm, await visit.body())
    if form.ok:
        try:
            await deciding.rename(
                study_id=study.id,
                theme_id=theme_id,
                name=form.values.name,
                description=form.values.description,
            )
        except Refused as refused:
            form.refuse(refused)
    if not form.ok:
        return await _page(visit, study, theme_id, form=form, status=422)
    return redirect(f"{study.url}/themes/{theme_id}", toast=_("Saved."))


@post(_THEME + "/decide", action="insights.enter")
async def decide(visit: Visit, study_id: int, theme_id: int) -> Answer:
    """One of: keep, hide, show, split, remove, merge, below."""
    study = await studied(visit, study_id, change=True)
    try:
        said, where = await _done(visit, study, theme_id, await sent(visit, "do"))
    except Refused as refused:
        return redirect(f"{study.url}/themes/{theme_id}", toast=refused.message, done=False)
    return redirect(where, toast=said)


@post(_THEME + "/move", action="insights.enter")
async def move(visit: Visit, study_id: int, theme_id: int) -> Answer:
    """Those that are ticked, into another theme, a new one, or none."""
    study = await studied(visit, study_id, change=True)
    here = f"{study.url}/themes/{theme_id}"
    chosen, to = await sent_ids(visit, "contribution"), await sent(visit, "to")
    if not chosen:
        return redirect(here, toast=_("Tick the contributions that you want to move."), done=False)
    try:
        name = await sent(visit, "name")
        target = await deciding.make_theme(study_id=study.id, name=name) if to == "new" else whole(to) or None
        moved = await deciding.move(study_id=study.id, contributions=chosen, to=target)
    except Refused as refused:
        return redirect(here, toast=refused.message, done=False)
    return redirect(
        here,
        toast=ngettext("{n} contribution is moved.", "{n} contributions are moved.", moved).format(n=moved),
    )


@post("/manage/insights/{study_id:int}/themes/new", action="insights.enter")
async def make(visit: Visit, study_id: int) -> Answer:
    study = await studied(visit, study_id, change=True)
    try:
        new_id = await deciding.make_theme(study_id=study.id, name=await sent(visit, "name"))
    except Refused as refused:
        return redirect(study.url, toast=refused.message, done=False)
    return redirect(f"{study.url}/themes/{new_id}", toast=_("The theme is made. Move contributions into it."))


async def _done(visit: Visit, study: Study, theme_id: int, what: str) -> tuple[Any, str]:
    here = f"{study.url}/themes/{theme_id}"
    match what:
        case "keep":
            await deciding.keep(study_id=study.id, theme_id=theme_id)
            return _("What lies here stays here."), here
        case "hide" | "show":
            await deciding.hide(study_id=study.id, theme_id=theme_id, hidden=what == "hide")
            return _("Saved."), here
        case "split":
            made = await split(study=study, theme_id=theme_id)
            return ngettext("It is now {n} theme.", "It is now {n} themes.", made).format(n=made), study.url
        case "remove":
            freed = await deciding.remove(study_id=study.id, theme_id=theme_id)
            said = ngettext(
                "{n} contribution lies in no theme now.", "{n} contributions lie in no theme now.", freed
            )
            return said.format(n=freed), study.url
        case "merge":
            into = whole(await sent(visit, "into"))
            await deciding.merge(study_id=study.id, theme_ids=[theme_id], into=into)
            return _("The two are one theme now."), f"{study.url}/themes/{into}"
        case "below":
            await deciding.place_below(
                study_id=study.id, theme_id=theme_id, above=whole(await sent(visit, "above")) or None
            )
            return _("Saved."), here
    raise NotFound


async def _page(
    visit: Visit, study: Study, theme_id: int, *, form: Bound[NameForm] | None = None, status: int = 200
) -> Answer:
    themes = await themes_of(study_id=study.id)
    theme = next((each for each in flat(themes) if each.id == theme_id), None)
    if theme is None and theme_id:
        raise NotFound
    begin = whole(visit.query.get("from", "")) % _FARTHEST
    inside = [each.id for each in theme.all()] if theme else []
    found = await contents(study_id=study.id, theme_ids=inside, begin=begin)
    initial = {"name": theme.name, "description": theme.description} if theme else {}
    return page(
        "insights/theme.html",
        status=status,
        **head(study, "themes"),
        theme=theme,
        form=form or bind(NameForm, initial=initial),
        found=found[:PAGE],
        older=begin + PAGE if len(found) > PAGE else None,
        begin=begin,
        targets=_targets(themes, theme_id),
        uppers=[each for each in themes if each.id != theme_id],
        may=visit.can("insights.manage", await require_project(visit, study.project_slug)).allowed,
    )


def _targets(themes: list[Theme], but: int) -> list[tuple[str, str]]:
    """Themes to move to: those below others are named with the one above."""
    names = {each.id: each.name for each in themes}
    return [
        (str(each.id), f"{names[each.parent_id]} › {each.name}" if each.parent_id in names else each.name)
        for each in flat(themes)
        if each.id != but
    ]
