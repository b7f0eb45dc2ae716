"""What a page handler is made of: the visit it gets, the route that leads to it, the answers it gives."""

from core.http.answers import (
    Answer,
    Data,
    Forbidden,
    HttpProblem,
    NotFound,
    Page,
    Redirect,
    Stream,
    TooMany,
    page,
    redirect,
    stream,
)
from core.http.body import Upload
from core.http.routes import Route, get, post, routes_of
from core.http.visit import Visit

__all__ = [
    "Answer",
    "Data",
    "Forbidden",
    "HttpProblem",
    "NotFound",
    "Page",
    "Redirect",
    "Route",
    "Stream",
    "TooMany",
    "Upload",
    "Visit",
    "get",
    "page",
    "post",
    "redirect",
    "routes_of",
    "stream",
]
