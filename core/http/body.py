"""Reading what a form sent: names with all their values, and uploads."""

from dataclasses import dataclass

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException

from core.http.answers import HttpProblem, TooLarge
from core.i18n import _
from core.text import storable


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent. Name and type are what the sender claims; `core.files` looks for itself."""

    filename: str
    content_type: str
    data: bytes


Raw = dict[str, list[str | Upload]]


def refuse_large(request: Request, max_body: int) -> None:  # type: ignore[type-arg]
    """By the length that is declared, before a byte of it is read."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > max_body:
        raise TooLarge


async def read_body(request: Request, max_body: int) -> Raw:  # type: ignore[type-arg]
    """Raises TooLarge beyond `max_body` bytes, HttpProblem(400) where it is not a form at all."""
    refuse_large(request, max_body)
    try:
        form = await request.form()
    except (ClientException, ValueError, KeyError) as error:
        if getattr(error, "status_code", 400) == TooLarge.status:
            raise TooLarge from error
        problem = HttpProblem(_("We could not read what you sent."))
        problem.status = 400
        raise problem from error
    raw: Raw = {}
    for name, sent in form.multi_items():
        raw.setdefault(name, []).append(await _value(sent))
    return raw


async def _value(sent: object) -> str | Upload:
    if isinstance(sent, UploadFile):
        return Upload(sent.filename or "", sent.content_type or "", await sent.read())
    return "" if sent is None else storable(str(sent))
