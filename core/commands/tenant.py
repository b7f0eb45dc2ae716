"""`allmenning tenant …`: make, list, take out, bring in and delete places."""

import hashlib
import re
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from core.commands.running import run
from core.founding import Founder, found_place
from core.host.archive import Manifest, delete_tenant, export_tenant, import_tenant
from core.i18n import speaking
from core.settings import settings
from core.tenancy import PLATFORM, Kind, Status, Tenant, scope
from core.tenancy.registry import address_of, all_tenants, tenant_at, tenant_by_id
from core.text import Refused, clean_email, clean_line

T = TypeVar("T")
app = typer.Typer(help="Places: create, list, export, import, delete.", no_args_is_help=True)

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


def checked_host(host: str) -> str:
    """As browsers send it."""
    if not _HOST.fullmatch(host.lower()):
        raise typer.BadParameter("write a host name like skreivag.example.no, without https:// and port")
    return host.lower()


Which = Annotated[str, typer.Argument(help="the tenant's id, or its host name")]
Host = Annotated[str, typer.Option(help="host name that the place will have", callback=checked_host)]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="what the place is called")],
    host: Host,
    admin_email: Annotated[str, typer.Option(help="address of the first administrator")],
    admin_name: Annotated[str, typer.Option(help="name of the first administrator")],
    kind: Annotated[Kind, typer.Option(help="what it is")] = Kind.MUNICIPALITY,
    register: Annotated[str, typer.Option(help="its official number, where it has one")] = "",
    confirmed: Annotated[bool, typer.Option(help="it is known to be who it says")] = False,
) -> None:
    """Make a place with its default plugins, first administrator and starter content."""
    email = clean_email(admin_email)
    if email is None or kind is Kind.PLATFORM or not clean_line(name):
        raise typer.BadParameter("write a name, an e-mail address, and a kind that is not the platform")
    founder = Founder(name=clean_line(admin_name), email=email)
    status = Status.ACTIVE if confirmed else Status.UNCONFIRMED
    tenant = _do(_create(clean_line(name), host, founder, kind=kind, register=register, status=status))
    typer.echo(f"{tenant.id}  {tenant.name}  {address_of(tenant)}")
    typer.echo(f"{email} signs in at {address_of(tenant, '/sign-in?next=/manage')}")


@app.command("list")
def list_tenants() -> None:
    """All places, the oldest first: id, state, hosts, name."""
    for tenant in run(all_tenants()):
        typer.echo(f"{tenant.id:10} {tenant.status:12} {', '.join(tenant.hosts) or '–':40} {tenant.name}")


@app.command()
def export(
    tenant: Which,
    to: Annotated[Path, typer.Option(help="folder, or file, to write the archive to")] = Path(),
) -> None:
    """Take a place out into one file: its data, its files, and a manifest with versions and checksums."""
    found = _do(_find(tenant))
    file = _file_for(found, to)
    _say_archive(_do(export_tenant(found, to=file)), file)


@app.command("import")
def import_archive(
    archive: Annotated[Path, typer.Argument(help="the file that `export` made", exists=True, dir_okay=False)],
    host: Host,
    sha256: Annotated[str, typer.Option(help="the sum that `export` printed, to be sure")] = "",
) -> None:
    """Bring a place in from an archive, whole or not at all."""
    if sha256 and sha256.lower() != _sum(archive):
        typer.echo("The archive is not the one that this sum was printed for. Nothing is changed.", err=True)
        raise typer.Exit(1)
    tenant = _do(import_tenant(archive, host=host))
    typer.echo(f"{tenant.id}  {tenant.name}  {address_of(tenant)}")


@app.command()
def delete(
    tenant: Which,
    name: Annotated[str, typer.Option(help="its name, to be sure; asked for when left out")] = "",
    export_to: Annotated[Path, typer.Option(help="folder for the archive that is made first")] = Path(),
) -> None:
    """Delete a place for good: schema, role, files, cache. An archive is made first."""
    found = _do(_find(tenant))
    typed = name or typer.prompt(f"This deletes {found.name} for good. Type its name to go on")
    if typed != found.name:
        typer.echo("That is not its name. Nothing is changed.", err=True)
        raise typer.Exit(1)
    file = _file_for(found, export_to)
    _say_archive(_do(export_tenant(found, to=file)), file)
    files = _do(delete_tenant(found))
    typer.echo(f"{found.name} is deleted, with {files} stored objects.")


async def _create(
    name: str, host: str, founder: Founder, *, kind: Kind, register: str, status: Status
) -> Tenant:
    async with scope(PLATFORM):
        founded = await found_place(
            founder=founder,
            name=name,
            kind=kind,
            host=host,
            organisation={"register": register} if register else {},
            status=status,
            settings={
                "names": {"nb": name},
                "municipality_number": register,
            },
        )
    return founded.tenant


async def _find(which: str) -> Tenant:
    found = await tenant_by_id(which)
    if found is None and which != settings().platform_host:
        found = await tenant_at(which.lower())
    if found is None or found.is_platform:
        raise typer.BadParameter(f"there is no place with the id or host name {which!r}")
    return found


def _file_for(tenant: Tenant, to: Path) -> Path:
    if to.suffix == ".zip":
        return to
    to.mkdir(parents=True, exist_ok=True)
    return to / f"{tenant.id}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"


def _say_archive(manifest: Manifest, file: Path) -> None:
    rows = sum(table.rows for table in manifest.tables)
    typer.echo(f"{file}: {len(manifest.tables)} tables with {rows} rows, {len(manifest.files)} files")
    typer.echo(f"SHA-256 {_sum(file)}")


def _sum(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _do(work: Coroutine[Any, Any, T]) -> T:
    """What cannot be done is said in a sentence, not in a trace."""
    try:
        return run(work)
    except Refused as refused:
        with speaking("en"):
            typer.echo(f"{refused.message} Nothing is changed.", err=True)
        raise typer.Exit(1) from refused
