"""Staff page: tell those who had the ideas what came of the vote."""

from typing import Annotated, Any

import msgspec

from core.sdk import (
    Answer,
    Bound,
    Choice,
    Page,
    Place,
    RichText,
    Visit,
    _,
    bind,
    get,
    html_from_plain,
    ngettext,
    page,
    person_of,
    post,
    redirect,
    statuses,
)
from plugins.voting.telling.sources import Word, sources_of, tell_sources


class TellForm(msgspec.Struct, kw_only=True):
    won_status: Annotated[str, Choice(label=_("Status of those that won"))]
    won_answer: Annotated[
        str,
        RichText(
            label=_("Answer to those that won"),
            help=_("What happens now, and when. Everyone reads it."),
            max=10_000,
            headings=False,
        ),
    ]
    other_status: Annotated[str, Choice(label=_("Status of the others"))]
    other_answer: Annotated[
        str,
        RichText(
            label=_("Answer to the others"),
            help=_("Why it did not win, and what can come of it later."),
            max=10_000,
            headings=False,
        ),
    ]


@get("/manage/tell", action="voting.manage", at="activity")
async def ask_words(visit: Visit, place: Place) -> Answer:  # noqa: ARG001
    return await _page(place, await _form())


@post("/manage/tell", action="voting.manage", at="activity")
async def send_words(visit: Visit, place: Place) -> Answer:
    form = await _form(await visit.body())
    if not form.ok:
        return await _page(place, form, status=422)
    given = form.values
    told = await tell_sources(
        place=place,
        by=person_of(visit),
        winners=Word(status_id=int(given.won_status), answer=given.won_answer),
        others=Word(status_id=int(given.other_status), answer=given.other_answer),
    )
    said = ngettext("Saved. {n} person is told.", "Saved. {n} people are told.", told)
    return redirect(f"{place.url}/manage/tell", toast=said.format(n=told))


async def _form(raw: Any = None) -> Bound[TellForm]:
    """With the usual words to begin from: planned for those that won, not now for the others."""
    known = await statuses()
    options = [(str(each.id), each.name) for each in known]
    first = {
        kind: str(next((s.id for s in known if s.kind == kind), "")) for kind in ("accepted", "declined")
    }
    initial = {
        "won_status": first["accepted"],
        "won_answer": html_from_plain(
            str(_("Your idea won the vote and is being built. We tell you when it is ready."))
        ),
        "other_status": first["declined"],
        "other_answer": html_from_plain(
            str(
                _(
                    "The idea was voted on and did not get enough votes this time. See the result and the reasons."
                )
            )
        ),
    }
    return bind(TellForm, raw, initial=initial, options={"won_status": options, "other_status": options})


async def _page(place: Place, form: Bound[TellForm], *, status: int = 200) -> Page:
    return page(
        "voting/tell.html", status=status, form=form, sources=await sources_of(place=place), base=place.url
    )
