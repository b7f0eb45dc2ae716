"""`allmenning plugin …`: what is installed, and whether a plugin keeps the rules of the house."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from core.app import build
from core.commands.running import run
from core.commands.texts import LANGUAGES, catalogue
from core.commands.vendor.alive import live_problems
from core.commands.vendor.dev import run_dev
from core.commands.vendor.filling import NotMade, make, names_of
from core.commands.vendor.folders import package_in, write_migration
from core.commands.vendor.reference import reference
from core.db.freeze import freeze as write_first_migration
from core.host import house
from core.host.find import PluginRefused
from core.host.switching import enable_plugin
from core.i18n.extract import messages_in, update_catalogue
from core.sdk.checking.folder import lodger_of
from core.settings import project_folder
from core.tenancy import scope
from core.tenancy.registry import tenant_by_id

app = typer.Typer(help="Plugins: list, switch on; make, check and try your own.", no_args_is_help=True)
T = TypeVar("T")
_FOLDER = typer.Argument(help="folder of the distribution, or of its package", exists=True, file_okay=False)


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
        str, typer.Argument(help="a plugin's id or its folder, or core, or platform; 'all' for each of them")
    ],
) -> None:
    """Write the first migration from the tables as they are. Only before the first release."""
    if app_id not in ("core", "platform") and Path(app_id).is_dir():
        lodger = _in_folder(Path(app_id), lodger_of)
        typer.echo(f"wrote {write_first_migration(lodger.app, lodger.folder / 'migrations')}")
        return
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
def new(
    name: Annotated[str, typer.Argument(help="one word or several with hyphens, such as neighbourhood-walk")],
    title: Annotated[str, typer.Option(help="what people read, in English")] = "",
    nb: Annotated[str, typer.Option(help="the same in bokmål")] = "",
    nn: Annotated[str, typer.Option(help="the same in nynorsk")] = "",
    into: Annotated[Path, typer.Option(help="folder to make it in")] = Path(),
) -> None:
    """Make a plugin of your own: a whole distribution with pages, tables, three languages and tests."""
    try:
        folder = make(names_of(name, title=title, nb=nb, nn=nn), into)
    except NotMade as problem:
        _stop([str(problem)])
    else:
        typer.echo(f"✓ {folder} is there. Now:\n")
        for line in (
            "pip install -e . --no-deps",
            "allmenning plugin check .",
            "pytest",
            "allmenning plugin dev .",
        ):
            typer.echo(f"    {line}" if line.startswith(("a", "py")) else f"    cd {folder}\n    {line}")


@app.command()
def check(
    path: Path = _FOLDER,
    quick: Annotated[bool, typer.Option("--quick", help="only what can be seen without a database")] = False,
) -> None:
    """Run the suite that our own plugins pass against this one: its files, then itself in two towns."""
    from core.sdk.checking import check_folder

    problems = _in_folder(path, check_folder)
    if not problems and not quick:
        problems = asyncio.run(live_problems(_in_folder(path, lambda folder: folder)))
    _stop(problems)
    typer.echo("✓ It keeps the rules of the house.")


@app.command()
def texts(path: Path = _FOLDER) -> None:
    """Bring the catalogues of one plugin up to date with its code, and say how many texts wait for a translation."""
    lodger = _in_folder(path, lodger_of)
    messages = messages_in(lodger.folder)
    for language in LANGUAGES:
        file = catalogue(lodger.folder, language, lodger.plugin.id)
        typer.echo(f"{file}: {update_catalogue(file, messages, language)} to translate")


@app.command()
def migration(
    path: Path = _FOLDER,
    subject: Annotated[str, typer.Argument(help="what changes, in a word or two")] = "",
    sql: Annotated[str, typer.Option(help="the statement, if you know it already")] = "",
) -> None:
    """Write the next migration of a plugin that is released already."""
    lodger = _in_folder(path, lodger_of)
    statement = sql or f"ALTER TABLE {lodger.plugin.id}_… ADD COLUMN …"
    try:
        typer.echo(
            f"wrote {write_migration(lodger, subject, statement)}: look at it, and change tables.py alike"
        )
    except PluginRefused as refused:
        _stop([str(refused)])


@app.command()
def dev(
    path: Path = _FOLDER,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    folder: Annotated[Path | None, typer.Option(help="where the demonstration is kept")] = None,
) -> None:
    """Run the demonstration with this plugin live in one town. Templates reload by themselves, code with a restart."""
    lodger = _in_folder(path, lodger_of)
    run_dev(lodger, port=port, folder=folder)


@app.command("reference")
def write_reference() -> None:
    """Write docs/vendors/reference.md anew from the SDK's docstrings. For those who change the SDK."""
    file = project_folder() / "docs" / "vendors" / "reference.md"
    file.write_text(reference())
    typer.echo(f"wrote {file}")


def _in_folder(path: Path, use: Callable[[Path], T]) -> T:
    """What `use` makes of the package in this folder; a plugin that cannot be asked ends the command with a sentence."""
    try:
        return use(package_in(path.resolve()))
    except PluginRefused as refused:
        _stop([str(refused)])
        raise


def _stop(problems: Iterable[str]) -> None:
    found = list(problems)
    for problem in found:
        typer.echo(f"✗ {problem}", err=True)
    if found:
        raise typer.Exit(1)
