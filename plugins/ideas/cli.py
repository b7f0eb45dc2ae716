"""`allmenning import ideas …`: the same importer that staff use, from a shell."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from core.sdk import Place, Refused, load_form, speaking
from core.sdk.commands import NotFoundHere, at_activity, run
from plugins.ideas.importing import Part, begin_import, import_now, load_import, set_mapping
from plugins.ideas.importing.whole import WholePlan

SHOWN = 10

Table = Annotated[Path | None, typer.Option(exists=True, dir_okay=False)]


def ideas(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or JSON lines", exists=True, dir_okay=False)],
    tenant: Annotated[str, typer.Option(help="host name of the place")],
    activity: Annotated[str, typer.Option(help="<project>/<activity>, as in its address")],
    comments: Table = None,
    votes: Table = None,
    mapping: Annotated[
        list[str] | None, typer.Option(help="COLUMN=MEANING, where the guess is wrong; may be repeated")
    ] = None,
    topics: Annotated[bool, typer.Option(help="make topics that are new")] = True,
) -> None:
    """Ideas from a table, with their comments and votes where there are files of them."""
    paths = {Part.IDEAS: file, Part.COMMENTS: comments, Part.VOTES: votes}
    files = {part: (path.name, path.read_bytes()) for part, path in paths.items() if path is not None}
    chosen = dict(_pair(each) for each in mapping or ())
    try:
        plan = run(_import(tenant, activity, files, chosen, topics=topics))
    except NotFoundHere as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except Refused as refused:
        with speaking("en"):
            typer.echo(str(refused.message), err=True)
        raise typer.Exit(1) from None
    _say(plan)


async def _import(
    host: str, activity: str, files: dict[Part, tuple[str, bytes]], chosen: dict[str, str], *, topics: bool
) -> WholePlan:
    async with at_activity(host=host, path=activity) as place:
        with speaking("en"):
            return await import_files(place=place, files=files, chosen=chosen, new_topics=topics)


async def import_files(
    *, place: Place, files: dict[Part, tuple[str, bytes]], chosen: dict[str, str], new_topics: bool = True
) -> WholePlan:
    """Read, guess, map and insert in the open transaction. `chosen` stands over the guess."""
    form = await load_form(place.here.form_id)
    fields = form.fields if form else ()
    import_id = await begin_import(place=place, by=None, files=files, fields=fields)
    begun = await load_import(activity_id=place.here.id, import_id=import_id)
    if begun is None:
        raise LookupError(import_id)
    wanted = {
        kept.part: kept.mapping | {c: t for c, t in chosen.items() if c in kept.columns}
        for kept in begun.files
    }
    await set_mapping(kept=begun, chosen=wanted, new_topics=new_topics, fields=fields)
    mapped = await load_import(activity_id=place.here.id, import_id=import_id)
    return await import_now(place=place, kept=mapped or begun)


def _pair(typed: str) -> tuple[str, str]:
    column, sign, meaning = typed.rpartition("=")
    if not sign:
        raise typer.BadParameter(f"write COLUMN=MEANING, not {typed!r}")
    return column, meaning


def _say(plan: WholePlan) -> None:
    counts = plan.counts
    typer.echo(f"{counts['ideas']} ideas, {counts['comments']} comments, {counts['votes']} votes")
    with speaking("en"):
        for part, line, said in plan.errors[:SHOWN]:
            typer.echo(f"left out: {part} row {line}: {said}", err=True)
    if counts["errors"] > SHOWN:
        sys.stderr.write(f"… and {counts['errors'] - SHOWN} more rows left out\n")
