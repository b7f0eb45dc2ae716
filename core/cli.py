"""`allmenning`: everything an operator does from a shell."""

from importlib.metadata import EntryPoint, entry_points

import typer

from core.commands import database, participation, plugin, serve, tenant, texts

GROUP = "allmenning.commands"


def make_cli() -> typer.Typer:
    """Core's commands and those that installed packages name."""
    cli = typer.Typer(
        name="allmenning", help="Run and look after an Allmenning installation.", no_args_is_help=True
    )
    cli.command("serve")(serve.serve)
    cli.command("worker")(serve.worker)
    cli.command("migrate")(database.migrate_all)
    cli.command("bootstrap")(database.bootstrap_database)
    cli.command("texts")(texts.texts)
    cli.add_typer(tenant.app, name="tenant")
    cli.add_typer(plugin.app, name="plugin")
    cli.add_typer(participation.app, name="participation")
    below: dict[str, typer.Typer] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
        _add(cli, below, point)
    return cli


def _add(cli: typer.Typer, below: dict[str, typer.Typer], point: EntryPoint) -> None:
    """`import.ideas` becomes `allmenning import ideas`: several packages may have commands below one word."""
    above, _, name = point.name.rpartition(".")
    if above and above not in below:
        below[above] = typer.Typer(no_args_is_help=True)
        cli.add_typer(below[above], name=above)
    parent = below[above] if above else cli
    try:
        loaded = point.load()
    except Exception as error:  # noqa: BLE001 - a broken package must not take the other commands away
        typer.echo(
            f"The command {point.name!r} is left out, {point.value} cannot be imported: {error}", err=True
        )
        return
    if isinstance(loaded, typer.Typer):
        parent.add_typer(loaded, name=name)
    else:
        parent.command(name)(loaded)


def main() -> None:
    make_cli()()
