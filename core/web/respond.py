"""From a handler's answer to bytes with headers."""

from typing import Any
from urllib.parse import quote

import brotli
from litestar import Request, Response
from litestar.datastructures import Cookie as LitestarCookie
from litestar.response import Stream as LitestarStream

from core.http import Answer, Data, Page, Redirect, Stream, Visit
from core.http.answers import Cookie
from core.http.cookies import NOT_DONE, TOAST
from core.http.signed import sign
from core.i18n import speaking
from core.projects.visibility import hidden_from_search
from core.settings import settings
from core.templates import draw_beside, environment, render_template
from core.web.context import page_context
from core.web.kept import KeptPage

HTML = "text/html"  # Litestar adds the charset
_SMALLEST = 600  # bytes worth compressing
_QUALITY = 5  # brotli: 1 ms for a page of 60 kB


def respond(answer: Answer, visit: Visit) -> Response[Any]:
    match answer:
        case Page():
            return _page(answer, visit)
        case Redirect():
            return _redirect(answer)
        case Data():
            return Response(
                answer.content,
                status_code=answer.status,
                headers=answer.headers,
                media_type=_bare(answer.media_type),
            )
        case Stream():
            return _stream(answer, visit.request)


def render(answer: Page, visit: Visit) -> bytes:
    block = answer.block if visit.wants_fragment else None
    if settings().development and (hidden := environment().globals.keys() & answer.context.keys()):
        raise TypeError(f"{answer.template}: every template knows {sorted(hidden)} as words of its own")
    with speaking(visit.locale):
        context = page_context(visit) | answer.context
        draw_beside(context.pop("beside", ()), context)
        return render_template(answer.template, context, block)


def _page(answer: Page, visit: Visit) -> Response[bytes]:
    content = render(answer, visit)
    headers = {**page_headers(visit), **answer.headers}
    cookies = (
        [as_cookie(Cookie(TOAST, "", 0))]
        if visit.request.cookies.get(TOAST) and not visit.wants_fragment
        else []
    )
    return html(content, visit.request, status=answer.status, headers=headers, cookies=cookies)


def kept_page(content: bytes, etag: str) -> KeptPage:
    return KeptPage(etag, content, brotli.compress(content, quality=_QUALITY))


def from_kept(page: KeptPage, visit: Visit) -> Response[bytes]:
    """The page from memory, or 304 where the browser has it already."""
    headers = {**page_headers(visit), "etag": f'W/"{page.etag}"'}
    if page.etag in visit.request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    if _accepts_brotli(visit.request):
        return Response(page.brotli, headers={**headers, "content-encoding": "br"}, media_type=HTML)
    return Response(page.content, headers=headers, media_type=HTML)


def page_headers(visit: Visit) -> dict[str, str]:
    headers = {
        "vary": "Cookie, Accept-Language, Accept-Encoding, HX-Request",
        "cache-control": "private, no-store" if visit.person else "no-cache",
    }
    if not visit.tenant.confirmed or (visit.place is not None and hidden_from_search(visit.place.project)):
        headers["x-robots-tag"] = "noindex"
    return headers


def html(
    content: bytes,
    request: Request[Any, Any, Any],
    *,
    status: int = 200,
    headers: dict[str, str],
    cookies: list[LitestarCookie] | None = None,
) -> Response[bytes]:
    if len(content) > _SMALLEST and _accepts_brotli(request):
        content = brotli.compress(content, quality=_QUALITY)
        headers = {**headers, "content-encoding": "br"}
    return Response(content, status_code=status, headers=headers, media_type=HTML, cookies=cookies or [])


def _redirect(answer: Redirect) -> Response[bytes]:
    cookies = [as_cookie(cookie) for cookie in answer.cookies]
    if answer.toast is not None:
        said = sign(str(answer.toast), purpose=TOAST if answer.done else NOT_DONE, seconds=60)
        cookies.append(as_cookie(Cookie(TOAST, said, 60)))
    return Response(
        b"",
        status_code=303,
        headers={"location": quote(answer.to, safe="/:?&=#%+,;@!*'()~[]$-._")},
        cookies=cookies,
    )


def _stream(answer: Stream, request: Request[Any, Any, Any]) -> Response[Any]:
    request.scope["streaming"] = answer.needs_database  # type: ignore[typeddict-unknown-key]
    how = "inline" if answer.inline else "attachment"
    headers = {
        "content-disposition": f"{how}; filename*=UTF-8''{quote(answer.filename)}",
        "cache-control": "private, no-store",
        "x-accel-buffering": "no",
    }
    return LitestarStream(
        answer.chunks,
        headers=headers | answer.headers,
        media_type=_bare(answer.media_type),
        status_code=answer.status,
    )


def as_cookie(cookie: Cookie) -> LitestarCookie:
    return LitestarCookie(
        key=cookie.name,
        value=cookie.value,
        max_age=cookie.seconds,
        path="/",
        secure=settings().secure,
        httponly=not cookie.readable,
        samesite="lax",
    )


def _accepts_brotli(request: Request[Any, Any, Any]) -> bool:
    return "br" in request.headers.get("accept-encoding", "")


def _bare(media_type: str) -> str:
    """Litestar adds the charset to every text itself, and would say it twice."""
    return media_type.removesuffix("; charset=utf-8")
