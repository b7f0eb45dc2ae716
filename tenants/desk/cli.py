"""`allmenning support …`: who may sit at the desk."""

from typing import Annotated

import typer

from core.commands.running import run
from core.db import execute, value
from core.people import Role
from core.people.service import EmailTaken, create_person
from core.tenancy import PLATFORM, save_site, scope
from core.tenancy.registry import address_of
from core.tenancy.site import Contact
from core.text import clean_email, clean_line

app = typer.Typer(help="Support experts: who may confirm places, and help in them.", no_args_is_help=True)


@app.callback()
def support() -> None:
    """Support experts sign in on the platform's host."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="the address that sign-in codes go to")],
    name: Annotated[str, typer.Argument(help="as the municipalities see it")],
) -> None:
    """Make somebody a support expert."""
    address = clean_email(email)
    if address is None or not clean_line(name):
        raise typer.BadParameter("write an e-mail address and a name")
    try:
        run(add_expert(email=address, name=clean_line(name)))
    except EmailTaken:
        typer.echo(f"{address} has an account here already.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{name} can sign in at {address_of(PLATFORM, '/sign-in?next=/desk')}")


async def add_expert(*, email: str, name: str) -> int:
    async with scope(PLATFORM):
        return await create_person(name=name, email=email, role=Role.SUPPORT)


@app.command()
def withdraw(email: Annotated[str, typer.Argument(help="the expert's address")]) -> None:
    """Take the right away: out of the desk at once, and out of every place at the next click."""
    done = run(withdraw_expert(email=email.strip()))
    typer.echo(f"{email} is no support expert any more." if done else f"{email} is no support expert.")


async def withdraw_expert(*, email: str) -> bool:
    async with scope(PLATFORM):
        return bool(
            await execute(
                "UPDATE person SET role = $2 WHERE lower(email) = lower($1) AND role = $3",
                email,
                Role.PARTICIPANT,
                Role.SUPPORT,
            )
        )


@app.command("forget-key")
def forget_key(email: Annotated[str, typer.Argument(help="the expert's address")]) -> None:
    """The phone is lost: the expert sets up an app anew at the next sign-in. Make sure that it is the expert who asks."""
    done = run(forget_key_of(email=email.strip()))
    typer.echo("Forgotten. All sessions of the expert have ended." if done else f"{email} has no app set up.")


async def forget_key_of(*, email: str) -> bool:
    async with scope(PLATFORM):
        person_id = await value("SELECT id FROM person WHERE lower(email) = lower($1)", email)
        await execute("DELETE FROM session WHERE person = $1", person_id)
        return bool(await execute("DELETE FROM person_key WHERE person = $1", person_id))


@app.command()
def contact(email: Annotated[str, typer.Argument(help="shown on every page of the platform's host")]) -> None:
    """Say where people can write to the service."""
    address = clean_email(email)
    if address is None:
        raise typer.BadParameter("write an e-mail address")
    run(set_contact(email=address))
    typer.echo(f"{address} is the address people can write to.")


async def set_contact(*, email: str) -> None:
    async with scope(PLATFORM):
        await save_site(contact=Contact(email=email))
