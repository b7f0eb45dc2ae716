"""Administrators choose the engine, and see what has been sent to it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec

from core.sdk import (
    CSV,
    Answer,
    Bound,
    Choice,
    Hidden,
    Number,
    Page,
    Password,
    Raw,
    Refused,
    ShortText,
    Visit,
    YesNo,
    _,
    bind,
    csv_chunks,
    get,
    page,
    person_of,
    post,
    redirect,
    row,
    rows,
    stream,
    stream_rows,
)
from plugins.insights.engines.forgetting import DAYS, days_kept
from plugins.insights.engines.ledger import spent_this_month
from plugins.insights.engines.setting import change_service

ENGINES = (
    (
        "local",
        _("The local engine"),
        _("Reads on the municipality's own server. Nothing is sent anywhere, and it costs nothing."),
    ),
    (
        "openai",
        _("A language model"),
        _(
            "Writes names and summaries. Texts are sent to the address below, without names and numbers of people."
        ),
    ),
)
_SHOWN = 100


class EngineForm(msgspec.Struct, kw_only=True):
    """`key` is never shown again: empty means that the one that is kept stays."""

    engine: Annotated[str, Choice(label=_("What reads the contributions"), options=ENGINES)] = "local"
    may_leave: Annotated[
        bool,
        YesNo(
            label=_("Texts may leave the municipality for this"), help=_("Without this nothing is ever sent.")
        ),
    ] = False
    base_url: Annotated[
        str,
        ShortText(
            label=_("Address of the service"),
            required=False,
            max=300,
            help=_("Begins with https:// and ends in /v1 as a rule. It may be your own."),
        ),
    ] = ""
    model: Annotated[str, ShortText(label=_("Model"), required=False, max=120)] = ""
    embedding_model: Annotated[
        str,
        ShortText(
            label=_("Model for meaning"),
            required=False,
            max=120,
            help=_("Leave it empty to use the local one, which is free and sends nothing."),
        ),
    ] = ""
    key: Annotated[
        str, Password(label=_("Key"), required=False, help=_("Leave it empty to keep the one that is there."))
    ] = ""
    price_in: Annotated[
        float | None,
        Number(label=_("Price for a million tokens read, kroner"), required=False, decimals=2, min=0),
    ] = None
    price_out: Annotated[
        float | None,
        Number(label=_("Price for a million tokens written, kroner"), required=False, decimals=2, min=0),
    ] = None
    budget: Annotated[
        float | None,
        Number(
            label=_("Budget a month, kroner"),
            required=False,
            decimals=2,
            min=0,
            help=_("When it is spent the local engine goes on."),
        ),
    ] = None
    keep_days: Annotated[
        int,
        Number(
            label=_("Days that the words that were sent are kept"),
            min=1,
            max=3_650,
            help=_("For questions about what has left. When, why and at what cost is kept longer."),
        ),
    ] = DAYS
    version: Annotated[str, Hidden(required=False)] = "0"


@get("/manage/insights/engine", action="insights.set_up")
async def show_engine(visit: Visit) -> Answer:  # noqa: ARG001 - everybody who may see it sees the same
    return await _page(await _form())


@post("/manage/insights/engine", action="insights.set_up")
async def choose_engine(visit: Visit) -> Answer:
    form = await _form(await visit.body())
    if not form.ok:
        return await _page(form, status=422)
    try:
        await change_service(given=form.values, by=person_of(visit))
    except Refused as refused:
        return await _page(form.refuse(refused), status=422)
    return redirect("/manage/insights/engine", toast=_("Saved."))


@get("/manage/insights/sent", action="insights.set_up")
async def show_sent(visit: Visit) -> Answer:
    found = await rows(
        "SELECT id, at, purpose, model, prompt, jsonb_array_length(ids) AS contributions, tokens_in, tokens_out, cost, "
        f"outcome, sent FROM insights_sent ORDER BY id DESC LIMIT {_SHOWN}"
    )
    chosen = visit.query.get("open", "")
    opened = next((each["id"] for each in found if str(each["id"]) == chosen), 0)
    return page("insights/sent.html", sent=found, opened=opened, days=await days_kept())


@get("/manage/insights/sent.csv", action="insights.set_up")
async def download_sent(visit: Visit) -> Answer:
    columns = (
        "at",
        "purpose",
        "model",
        "prompt",
        "ids",
        "tokens_in",
        "tokens_out",
        "cost",
        "outcome",
        "sent",
    )
    chunks = csv_chunks(_every(columns), columns=[(name, name) for name in columns])
    return stream(chunks, filename=f"sent-{visit.now.date().isoformat()}.csv", media_type=CSV)


async def _every(columns: tuple[str, ...]) -> AsyncIterator[dict[str, Any]]:
    async for each in stream_rows(f"SELECT {', '.join(columns)} FROM insights_sent ORDER BY id"):
        yield each | {"ids": " ".join(str(number) for number in each["ids"])}


async def _form(raw: Raw | None = None) -> Bound[EngineForm]:
    found = await row("SELECT * FROM insights_service")
    names = [name for name in EngineForm.__struct_fields__ if name != "key"]
    initial = {name: found[name] for name in names} if found else {}
    if found:
        initial["version"] = str(found["version"])
    return bind(EngineForm, raw, initial=initial)


async def _page(form: Bound[EngineForm], *, status: int = 200) -> Page:
    found = await row("SELECT key <> '' AS has_key, budget FROM insights_service")
    return page(
        "insights/engine.html",
        status=status,
        form=form,
        has_key=bool(found and found["has_key"]),
        spent=await spent_this_month(),
        budget=found["budget"] if found else 0,
    )
