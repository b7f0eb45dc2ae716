"""`allmenning plugin …`: what is installed, and whether a plugin keeps the rules of the house."""

from pathlib import Path
from typing import Annotated

import typer

from core.app import build
from core.commands.running import run
from core.db.freeze import freeze as write_first_migration
from core.host import house
from core.host.switching import enable_plugin
from core.settings import project_folder
from core.tenancy import scope
from core.tenancy.registry import tenant_by_id

app = typer.Typer(help="Plugins: list, check, switch on.", no_args_is_help=True)


@app.command("list")
def list_plugins() -> None:
    """The plugins that this installation has."""
    build()
    for lodger in house().lodgers.values():
        plugin = lodger.plugin
        methods = ", ".join(method.id for method in plugin.methods) or "–"
        typer.echo(f"{plugin.id:16} {plugin.version:10} {plugin.where:10} methods: {methods}")
    for away in house().turned_away:
        typer.echo(f"✗ {away.name} ({away.package}) is installed and does not run: {away.why}", err=True)


@app.command()
def enable(plugin_id: str, tenant: Annotated[str, typer.Option(help="the tenant's id")]) -> None:
    """Switch a plugin on for one tenant."""
    run(_enable(plugin_id, tenant))
    typer.echo(f"{plugin_id} is on for {tenant}.")


async def _enable(plugin_id: str, tenant_id: str) -> None:
    found = await tenant_by_id(tenant_id)
    if found is None or plugin_id not in house().lodgers:
        raise typer.BadParameter("no such tenant, or no such plugin")
    async with scope(found):
        await enable_plugin(plugin_id)


@app.command()
def freeze(
    app_id: Annotated[
        str, typer.Argument(help="a plugin's id, or core, or platform; 'all' for each of them")
    ],
) -> None:
    """Write the first migration from the tables as they are. Only before the first release."""
    build()
    built = house()
    apps = {"core": built.core, "platform": built.platform} | {
        i: found.app for i, found in built.lodgers.items()
    }
    for name in apps if app_id == "all" else [app_id]:
        if apps[name].tables:
            typer.echo(f"wrote {write_first_migration(apps[name], _migrations_folder(name))}")


def _migrations_folder(app_id: str) -> Path:
    lodger = house().lodgers.get(app_id)
    if lodger is not None:
        return lodger.folder / "migrations"
    folder = project_folder() / "core"
    return folder / "migrations" if app_id == "core" else folder / "tenancy" / "migrations"


@app.command()
def check(path: Annotated[Path, typer.Argument(help="folder of the plugin's package")]) -> None:
    """Run the contract suite that first-party plugins pass against the plugin in this folder."""
    from core.sdk.checking import check_folder

    problems = check_folder(path)
    for problem in problems:
        typer.echo(f"✗ {problem}", err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("✓ It keeps the rules of the house.")
