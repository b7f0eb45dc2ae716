"""`allmenning import conversation FOLDER …`: a conversation that Polis exported."""

from pathlib import Path
from typing import Annotated

import typer

from core.sdk import Refused, speaking
from core.sdk.commands import NotFoundHere, at_activity, run
from plugins.deliberation.groups.computing import find_groups
from plugins.deliberation.importing.bringing import bring_in
from plugins.deliberation.importing.polis import Conversation, read_conversation


def conversation(
    folder: Annotated[Path, typer.Argument(help="the folder of the export", exists=True, file_okay=False)],
    tenant: Annotated[str, typer.Option(help="host name of the place")],
    activity: Annotated[str, typer.Option(help="<project>/<activity>, as in its address")],
) -> None:
    """Statements and votes from a Polis export, and the opinion groups found in them."""
    try:
        found = read_conversation(folder)
        run(_import(tenant, activity, found))
    except NotFoundHere as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except Refused as refused:
        with speaking("en"):
            typer.echo(str(refused.message), err=True)
        raise typer.Exit(1) from None
    left = f"; {found.rejected} rejected statements left out" if found.rejected else ""
    typer.echo(f"{len(found.comments)} statements, {len(found.votes)} answers{left}")


async def _import(host: str, activity: str, found: Conversation) -> None:
    async with at_activity(host=host, path=activity) as place:
        with speaking("en"):
            await bring_in(place=place, found=found)
            await find_groups(activity_id=place.here.id)
