"""`allmenning participation …`: do the figures equal the log they come from?"""

from typing import Annotated

import typer

from core.commands.running import run
from core.participation.rollups import make_anew
from core.participation.service import recount_all
from core.participation.verify import Difference, differences
from core.tenancy import PLATFORM, Tenant, scope
from core.tenancy.registry import all_tenants, tenant_by_id

app = typer.Typer(help="The log of who took part, and the figures kept from it.", no_args_is_help=True)
Only = Annotated[str | None, typer.Option("--tenant", help="only this tenant's id")]
Mend = Annotated[bool, typer.Option("--mend", help="count again where something differs")]


@app.callback()
def _group() -> None:
    """A group, though it has one command yet."""


@app.command()
def verify(tenant: Only = None, mend: Mend = False) -> None:
    """Count the log again and compare with the figures kept from it. Ends with 1 where something differs and was not mended."""
    wrong = run(_verify(tenant, mend=mend))
    if wrong:
        raise typer.Exit(1)


async def _verify(only: str | None, *, mend: bool) -> int:
    wrong = 0
    for place in await _places(only):
        async with scope(place, read_only=True):
            found = await differences()
        for each in found:
            typer.echo(f"{place.id}: {_said(each)}")
        if found and mend:
            found = await _mended(place)
            typer.echo(f"{place.id}: counted again, {len(found)} differ now.")
        wrong += bool(found)
    typer.echo(f"{wrong} places differ from their log.")
    return wrong


async def _mended(place: Tenant) -> list[Difference]:
    async with scope(place):
        await recount_all()
        await make_anew()
        return await differences()


async def _places(only: str | None) -> list[Tenant]:
    if only is None:
        return [each for each in await all_tenants() if each.id != PLATFORM.id]
    found = await tenant_by_id(only)
    if found is None:
        raise typer.BadParameter(f"no tenant has the id {only}")
    return [found]


def _said(each: Difference) -> str:
    return f"{each.what}: {each.where}: kept {each.kept or 0}, the log says {each.recounted or 0}"
