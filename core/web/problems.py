"""Error pages. With a place and a transaction they look like the site; without, a plain page says what is the matter."""

from litestar.types import Message, Scope, Send

from core.i18n import DEFAULT_LOCALE, Text, _, speaking
from core.templates import render_template

PLAIN = {
    403: _("This form was sent from another site, so we did not accept it."),
    404: _("There is no site at this address."),
    413: _("What you sent is too large. Nothing is saved."),
    500: _("Something went wrong on our side. What was saved before is safe. Try again in a little while."),
    503: _("The service is being looked after right now. Nothing is lost. Try again in a few minutes."),
}


async def plain_problem(status: int, scope: Scope, send: Send) -> None:
    """A whole answer that needs neither tenant nor database."""
    body = plain_page(status, PLAIN.get(status, PLAIN[500]), wanted_locale(scope))
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == 503:  # noqa: PLR2004 - HTTP's 'come back later'
        headers.append((b"retry-after", b"30"))
    start: Message = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})


def plain_page(status: int, message: Text, locale: str) -> bytes:
    with speaking(locale):
        return render_template(
            "pages/problem_plain.html", {"status": status, "message": message, "locale": locale}
        )


def wanted_locale(scope: Scope) -> str:
    """The first language of the browser that we speak."""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            return best_locale(value.decode("latin-1"), ("nb", "nn", "en", "se"))
    return DEFAULT_LOCALE


def best_locale(accept_language: str, offered: tuple[str, ...]) -> str:
    """RFC 9110 § 12.5.4, as far as sites need it: the highest q whose primary tag is offered; 'no' means bokmål."""
    best, best_q = offered[0], 0.0
    for part in accept_language[:200].split(","):
        tag, _sep, q = part.strip().partition(";q=")
        primary = tag.partition("-")[0].lower()
        primary = "nb" if primary == "no" else primary
        try:
            weight = float(q) if q else 1.0
        except ValueError:
            continue
        if primary in offered and weight > best_q:
            best, best_q = primary, weight
    return best
