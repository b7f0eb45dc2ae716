"""One idea as staff work on it: status and answer, topics, who looks after it, merging."""

from typing import Annotated

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Choices,
    Contribution,
    NotFound,
    Page,
    Place,
    Refused,
    RichText,
    ShortText,
    Visit,
    _,
    assign,
    bind,
    colleagues,
    get,
    load,
    merge,
    ngettext,
    page,
    person_of,
    post,
    redirect,
    set_status,
    set_topics,
    similar,
    statuses,
    topics,
)
from plugins.ideas.browse import IDEA, about, area_names
from plugins.ideas.detail import answers_of
from plugins.ideas.numbers import id_of


class AnswerForm(msgspec.Struct, kw_only=True):
    status: Annotated[str, Choice(label=_("Status"), missing=_("Choose a status."))]
    answer: Annotated[
        str,
        RichText(
            label=_("Official answer"),
            help=_("Everyone reads it. Those who wrote, support or follow the idea are told."),
            required=False,
            max=10_000,
        ),
    ] = ""


class SortForm(msgspec.Struct, kw_only=True):
    topics: Annotated[list[str], Choices(label=_("Topics"), required=False)] = []
    assignee: Annotated[str, Choice(label=_("Who looks after it"), required=False)] = ""


class MergeForm(msgspec.Struct, kw_only=True):
    target: Annotated[
        str,
        ShortText(
            label=_("Join it with"),
            help=_("The number or the address of the idea that stays."),
            missing=_("Write the number of the idea that stays."),
            max=300,
        ),
    ]


class NoSuchIdea(Refused):
    field = "target"

    def __init__(self) -> None:
        super().__init__(_("There is no idea with this number here."))


@get("/manage/{idea_id:int}", action="ideas.moderate", at="activity")
async def show_one(visit: Visit, place: Place, idea_id: int) -> Answer:
    return await _page(visit, place, await _idea(visit, place, idea_id))


@post("/manage/{idea_id:int}/answer", action="ideas.moderate", at="activity")
async def send_answer(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await _idea(visit, place, idea_id)
    form = bind(AnswerForm, await visit.body(), options=await _status_options())
    if not form.ok:
        return await _page(visit, place, idea, answer_form=form, status=422)
    told = await set_status(
        place=place,
        contribution_id=idea.id,
        status_id=int(form.values.status),
        by=person_of(visit),
        answer=form.values.answer,
    )
    said = ngettext("Saved. {n} person is told.", "Saved. {n} people are told.", told).format(n=told)
    return redirect(f"{place.url}/manage/{idea.id}", toast=said if told else _("Saved."))


@post("/manage/{idea_id:int}/sort", action="ideas.moderate", at="activity")
async def send_sort(visit: Visit, place: Place, idea_id: int) -> Answer:
    idea = await _idea(visit, place, idea_id)
    form = bind(SortForm, await visit.body(), options=await _sort_options(place))
    if not form.ok:
        return await _page(visit, place, idea, sort_form=form, status=422)
    given = form.values
    await set_topics(contribution_id=idea.id, topics=tuple(int(topic) for topic in given.topics))
    chosen = int(given.assignee) if given.assignee else None
    await assign(place=place, contribution_id=idea.id, person_id=chosen, by=person_of(visit))
    return redirect(f"{place.url}/manage/{idea.id}", toast=_("Saved."))


@post("/manage/{idea_id:int}/merge", action="ideas.moderate", at="activity")
async def send_merge(visit: Visit, place: Place, idea_id: int) -> Answer:
    """Asks once more before it is done, since it cannot be undone."""
    idea = await _idea(visit, place, idea_id)
    form = bind(MergeForm, await visit.body())
    try:
        target = await _target(visit, place, form.values.target if form.ok else "")
    except Refused as refused:
        return await _page(
            visit, place, idea, merge_form=form.refuse(refused) if form.ok else form, status=422
        )
    if (await visit.body()).get("sure", [""])[-1] != "yes":
        return page("ideas/merge.html", idea=idea, target=target, **about(place))
    await merge(place=place, source_id=idea.id, target_id=target.id, by=person_of(visit))
    return redirect(
        f"{place.url}/manage/{target.id}", toast=_("Joined. Authors, support and comments moved along.")
    )


async def _idea(visit: Visit, place: Place, idea_id: int) -> Contribution:
    idea = await load(contribution_id=idea_id, activity_id=place.here.id, viewer=visit.person)
    if idea is None or idea.kind != IDEA:
        raise NotFound
    return idea


async def _target(visit: Visit, place: Place, typed: str) -> Contribution:
    """From '123', '#123' or the address of its page."""
    number = id_of(typed.strip().rstrip("/").rpartition("/")[2].lstrip("#"))
    found = None
    if number is not None:
        found = await load(contribution_id=number, activity_id=place.here.id, viewer=visit.person)
    if found is None or found.kind != IDEA:
        raise NoSuchIdea
    return found


async def _page(
    visit: Visit,
    place: Place,
    idea: Contribution,
    *,
    answer_form: Bound[AnswerForm] | None = None,
    sort_form: Bound[SortForm] | None = None,
    merge_form: Bound[MergeForm] | None = None,
    status: int = 200,
) -> Page:
    text = f"{idea.title} {idea.text}"[:1_000]
    alike = await similar(
        activity_id=place.here.id, kind=IDEA, text=text, size=5, viewer=visit.person, but=idea.id
    )
    return page(
        "ideas/manage_one.html",
        status=status,
        idea=idea,
        alike=alike,
        answers=await answers_of(idea, staff=True),
        areas=area_names(visit),
        answer_form=answer_form or await _answer_form(idea),
        sort_form=sort_form or await _sort_form(place, idea),
        merge_form=merge_form or bind(MergeForm),
        **about(place),
    )


async def _answer_form(idea: Contribution) -> Bound[AnswerForm]:
    initial = {"status": str(idea.status.id) if idea.status else ""}
    return bind(AnswerForm, initial=initial, options=await _status_options())


async def _sort_form(place: Place, idea: Contribution) -> Bound[SortForm]:
    initial = {"topics": [str(topic.id) for topic in idea.topics], "assignee": str(idea.assignee_id or "")}
    return bind(SortForm, initial=initial, options=await _sort_options(place))


async def _status_options() -> dict[str, list[tuple[str, object]]]:
    return {"status": [(str(status.id), status.name) for status in await statuses()]}


async def _sort_options(place: Place) -> dict[str, list[tuple[str, object]]]:
    people = [(str(each["id"]), each["name"]) for each in await colleagues(place=place)]
    return {
        "topics": [(str(topic.id), topic.name) for topic in await topics()],
        "assignee": [("", _("Nobody")), *people],
    }
