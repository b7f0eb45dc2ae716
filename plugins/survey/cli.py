"""For the shell: allmenning import survey FILE --tenant HOST --activity project/activity."""

from pathlib import Path
from typing import Annotated

import typer

from core.sdk import Place, Refused, speaking
from core.sdk.commands import NotFoundHere, at_activity, run
from plugins.survey.responses.keep import begin_import, load_import, set_mapping, start
from plugins.survey.responses.mapping import guess
from plugins.survey.responses.new_form import form_from
from plugins.survey.responses.plan import Planned
from plugins.survey.responses.run import bring_in, columns_in_use
from plugins.survey.responses.table import read_table
from plugins.survey.versions import change, newest_version

SHOWN = 20


def import_responses(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX with a row for each answer")
    ],
    tenant: Annotated[str, typer.Option(help="host name of the place")],
    activity: Annotated[str, typer.Option(help="project/activity, as in the address")],
) -> None:
    """Answers from a file. A survey without questions gets them from the file."""
    try:
        planned = run(_import(tenant, activity, file.name, file.read_bytes()))
    except NotFoundHere as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except Refused as refused:
        with speaking("en"):
            typer.echo(str(refused.message), err=True)
        raise typer.Exit(1) from None
    typer.echo(
        f"{len(planned.responses)} answers, {planned.empty} empty rows, {planned.wrong} cells left out"
    )
    with speaking("en"):
        for line, said in planned.errors[:SHOWN]:
            typer.echo(f"left out: row {line}: {said}", err=True)


async def _import(host: str, activity: str, filename: str, data: bytes) -> Planned:
    async with at_activity(host=host, path=activity) as place:
        with speaking("en"):
            return await import_file(place=place, filename=filename, data=data)


async def import_file(*, place: Place, filename: str, data: bytes, locale: str = "nb") -> Planned:
    """Read, guess and write in the open transaction."""
    table = read_table(filename, data)
    newest = await newest_version(activity_id=place.here.id)
    if newest is None or not newest.questionnaire.asked:
        made, chosen = form_from(table, locale=locale)
        await change(activity_id=place.here.id, by=None, edit=lambda _before: made)
    else:
        chosen = guess(table.headings, await columns_in_use(place))
    import_id = await begin_import(
        place=place, by=None, filename=filename, data=data, table=table, chosen=chosen
    )
    kept = await load_import(activity_id=place.here.id, import_id=import_id)
    if kept is None:
        raise LookupError(import_id)
    await set_mapping(kept=kept, chosen=chosen)
    await start(kept=kept, job_id=0)
    return await bring_in(place=place, kept=kept)
