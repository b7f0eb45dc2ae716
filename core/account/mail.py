"""Mail of the account. What somebody typed is in none that goes to an unproven address: it may be a stranger's."""

from core.http import Visit
from core.messages import send_mail
from core.people.codes import MINUTES
from core.tenancy.registry import address_of


async def mail_code(visit: Visit, template: str, *, to: str, code: str) -> None:
    """A mail that carries a code."""
    await send_mail(to=to, template=template, locale=visit.locale, code=code, minutes=MINUTES)


async def mail_notice(visit: Visit, template: str, *, to: str, **values: str) -> None:
    """A mail that says what happened, or what can be done."""
    await send_mail(
        to=to,
        template=template,
        locale=visit.locale,
        register_url=address_of(visit.tenant, "/register"),
        sign_in_url=address_of(visit.tenant, "/sign-in"),
        **values,
    )
