"""`allmenning insights evaluate DATA`: quality is measured, not claimed."""

import asyncio
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from core.sdk import Sensemaker, local_sensemaker, words_sensemaker
from plugins.insights.measures.across import Across, across
from plugins.insights.measures.evaluate import Found, found_by, majority, pairs_found
from plugins.insights.measures.report import page
from plugins.insights.measures.sets import Labelled, all_sets


def evaluate(
    data: Annotated[Path, typer.Argument(help="the folder with labelled/ and ideas/")],
    engine: Annotated[
        list[str] | None,
        typer.Option(help="local, words, or package.module:function that gives a Sensemaker"),
    ] = None,
    only: Annotated[str, typer.Option(help="only sets whose name holds this")] = "",
    vectors: Annotated[Path | None, typer.Option(help="keep vectors here between two runs")] = None,
    to: Annotated[Path | None, typer.Option(help="write the page here instead of printing it")] = None,
) -> None:
    """Scores engines on labelled sets of real texts: the figures as a page in Markdown."""
    sets = [labelled for labelled in all_sets(data) if only in labelled.name]
    if not sets:
        raise typer.BadParameter(f"No labelled sets in {data}.")
    engines = [engine_named(name) for name in engine or ["local", "words"]]
    text = asyncio.run(_measure(sets, engines, data, vectors))
    if to is None:
        typer.echo(text)
    else:
        to.write_text(text, "utf-8")


def engine_named(name: str) -> Sensemaker:
    """Raises typer.BadParameter."""
    if name == "local":
        return local_sensemaker()
    if name == "words":
        return words_sensemaker()
    module, _, function = name.partition(":")
    try:
        made: Sensemaker = getattr(import_module(module), function)()
    except (ImportError, AttributeError, ValueError) as missing:
        raise typer.BadParameter(f"There is no engine {name}.") from missing
    return made


async def _measure(sets: list[Labelled], engines: list[Sensemaker], data: Path, folder: Path | None) -> str:
    found: dict[str, list[Found]] = {}
    for labelled in sets:
        typer.echo(f"{labelled.name}: {len(labelled.texts)} texts", err=True)
        found[labelled.name] = [await found_by(engine, labelled, folder) for engine in engines]
    house: dict[str, Across] = {}
    for engine in engines:
        house[engine.name] = await across(engine, sets, data, folder)
    majorities = {labelled.name: majority(labelled) for labelled in sets}
    return page(sets, found, majorities, {each.name: pairs_found(each) for each in sets}, house)
