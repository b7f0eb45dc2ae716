"""`allmenning`: everything an operator does from a shell."""

from importlib.metadata import entry_points

import typer

from core.commands import database, plugin, serve, tenant, texts

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
    for point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
        loaded = point.load()
        if isinstance(loaded, typer.Typer):
            cli.add_typer(loaded, name=point.name)
        else:
            cli.command(point.name)(loaded)
    return cli


def main() -> None:
    make_cli()()
