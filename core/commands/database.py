"""`allmenning bootstrap` and `allmenning migrate`."""

import asyncio
from typing import Annotated

import typer

from core.commands.running import run
from core.db.bootstrap import bootstrap
from core.host.migrate import migrate
from core.host.provision import set_up_platform

Only = Annotated[str | None, typer.Option("--tenant", help="only this tenant's id (or 'platform')")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would run, and change nothing")]
Parallel = Annotated[int, typer.Option(help="tenants at a time")]


def bootstrap_database(
    admin_url: Annotated[str, typer.Option(help="address of the empty database, as its superuser")],
    login: Annotated[str, typer.Option(help="the role that the service will log in as")] = "allmenning",
    password: Annotated[
        str,
        typer.Option(
            envvar="LOGIN_PASSWORD", help="its password; left as it is when not given", show_default=False
        ),
    ] = "",
) -> None:
    """Prepare an empty database once: extensions, and a login role that owns nothing. Safe to repeat."""
    asyncio.run(bootstrap(admin_url, login=login, password=password))
    said = "Put" if password else f"Give {login} a password, and put"
    typer.echo(f"The database is ready. {said} its address into DATABASE_URL.")


def migrate_all(tenant: Only = None, dry_run: DryRun = False, parallel: Parallel = 4) -> None:
    """Bring the platform and every tenant up to date. Safe to stop and to run again."""
    failed = run(_migrate(tenant, dry_run=dry_run, parallel=parallel))
    if failed:
        typer.echo(
            f"{failed} could not be brought up to date. What ran before stands; run this again.", err=True
        )
        raise typer.Exit(1)


async def _migrate(only: str | None, *, dry_run: bool, parallel: int) -> int:
    if only is None and not dry_run and await set_up_platform({}):
        typer.echo("platform: made")
    failed = places = steps = 0
    async for result in migrate(only=only, dry_run=dry_run, parallel=parallel):
        places += 1
        steps += len(result.ran)
        if result.error:
            failed += 1
            typer.echo(f"{result.tenant.id} ({result.tenant.name}): {result.error}", err=True)
        elif result.ran:
            word = "would run" if dry_run else f"ran in {result.seconds * 1000:.0f} ms"
            typer.echo(f"{result.tenant.id} ({result.tenant.name}): {word}: {', '.join(result.ran)}")
    typer.echo(f"{places} places, {steps} steps, {failed} failed.")
    return failed
