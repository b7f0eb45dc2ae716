"""What a visitor sees when the answer is no: the site's own page with the reason and the next step."""

from typing import Any
from urllib.parse import quote, urlsplit

import asyncpg
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from core.db import DatabaseDown
from core.http import Forbidden, HttpProblem, TooMany, Visit
from core.http.own_paths import own_path
from core.i18n import Text, _, speaking
from core.templates import render_template
from core.text import Refused
from core.web.context import page_context
from core.web.problems import PLAIN, plain_page, wanted_locale
from core.web.respond import HTML, html, page_headers

log = structlog.get_logger()
DATABASE_TROUBLE = (
    DatabaseDown,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
)
_TEXTS = {
    400: _("We could not read what you sent."),
    404: _("We cannot find this page."),
    405: _("This page cannot do that."),
    413: PLAIN[413],
}


async def problem_page(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to whatever a handler raised."""
    if isinstance(error, DATABASE_TROUBLE):
        log.error("database_down", error=type(error).__name__)
        return _plain(503, PLAIN[503], request)
    problem = _as_problem(error)
    if problem is None:
        log.error("handler_failed", path=request.url.path, exc_info=error)
        return _plain(500, PLAIN[500], request)
    visit = request.scope.get("visit")
    return (
        _page(problem, visit)
        if isinstance(visit, Visit)
        else _plain(problem.status, problem.message, request)
    )


def plain_answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """What Litestar itself raises, outside every handler of ours: a method that a page does not have, a body too large."""
    problem = _as_problem(error) or HttpProblem(PLAIN[500])
    return _plain(problem.status, problem.message, request)


def _as_problem(error: Exception) -> HttpProblem | None:
    if isinstance(error, HttpProblem):
        return error
    if isinstance(error, Refused):
        problem = HttpProblem(error.message)
        problem.status = 422
        return problem
    if isinstance(error, HTTPException) and error.status_code < 500:  # noqa: PLR2004
        problem = HttpProblem(_TEXTS.get(error.status_code, _TEXTS[400]))
        problem.status = error.status_code
        return problem
    return None


def _page(problem: HttpProblem, visit: Visit) -> Response[bytes]:
    with speaking(visit.locale):
        context = page_context(visit) | {
            "status": problem.status,
            "message": problem.message,
            "step": _step(problem, visit),
        }
        layout = "platform" if visit.tenant.is_platform else "page"
        content = render_template("pages/problem.html", context | {"layout": f"layouts/{layout}.html"})
    headers = {**page_headers(visit), "cache-control": "no-store"}
    if isinstance(problem, TooMany):
        headers["retry-after"] = str(problem.seconds)
    return html(content, visit.request, status=problem.status, headers=headers)


def _step(problem: HttpProblem, visit: Visit) -> tuple[Text, str]:
    """The next step that helps: what the reason says, else the way back."""
    step = problem.refusal.step if isinstance(problem, Forbidden) else None
    if step is not None:
        return step[0], step[1].replace("{here}", quote(_here(visit)))
    return (_("Go to the front page"), "/")


def _here(visit: Visit) -> str:
    """The page the person was on: a form's own page when a form was sent."""
    if visit.request.method in ("GET", "HEAD"):
        return own_path(visit.request.url.path)
    return own_path(urlsplit(visit.request.headers.get("referer", "")).path)


def _plain(status: int, message: Text, request: Request[Any, Any, Any]) -> Response[bytes]:
    content = plain_page(status, message, wanted_locale(request.scope))
    headers = {"cache-control": "no-store"} | ({"retry-after": "30"} if status == 503 else {})  # noqa: PLR2004
    return Response(content, status_code=status, media_type=HTML, headers=headers)
