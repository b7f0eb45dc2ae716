"""The addresses below an activity: found by the activity's method, so that two plugins may both have `/new`."""

import re
from dataclasses import dataclass
from typing import Any

from core.host import house
from core.http import NotFound, Route, routes_of

_PARAM = re.compile(r"\{([a-z_]+):(str|int)\}")
_PATTERNS = {"str": r"[^/]{1,200}", "int": r"[0-9]{1,18}"}


@dataclass(frozen=True)
class Below:
    """One compiled route."""

    route: Route
    pattern: re.Pattern[str]
    integers: frozenset[str]

    def match(self, method: str, path: str) -> dict[str, Any] | None:
        found = self.pattern.fullmatch(path) if method == self.route.method else None
        if found is None:
            return None
        return {name: int(v) if name in self.integers else v for name, v in found.groupdict().items()}


def compile_below(route: Route) -> Below:
    """`/{idea_id:int}/edit` → a pattern; the kinds of Litestar's addresses that a plugin needs."""
    pieces: list[str] = []
    end = 0
    for found in _PARAM.finditer(route.path):
        pieces += [re.escape(route.path[end : found.start()]), f"(?P<{found[1]}>{_PATTERNS[found[2]]})"]
        end = found.end()
    pieces.append(re.escape(route.path[end:].rstrip("/")))
    integers = frozenset(found[1] for found in _PARAM.finditer(route.path) if found[2] == "int")
    return Below(route, re.compile("".join(pieces)), integers)


async def _nowhere(*_arguments: Any) -> Any:
    raise NotFound


class ActivityRouter:
    """Built once at start from what the plugins declare."""

    # Before the place is known: whatever it turns out to be, a page below an activity may be one that is kept.
    any_route = Route("GET", "", "site.view", "activity", _nowhere, keep=True)

    def __init__(self) -> None:
        self.of_method: dict[str, list[Below]] = {}
        for lodger in house().lodgers.values():
            routes = [compile_below(route) for route in lodger.routes if route.at == "activity"]
            for method in lodger.plugin.methods:
                # A method's own page stands at the activity's address; written addresses come before those with values.
                own = [compile_below(route) for route in routes_of(method.page)]
                rest = sorted(routes, key=lambda below: "{" in below.route.path)
                self.of_method[method.id] = [*own, *rest]

    @property
    def biggest_body(self) -> int:
        return max((b.route.max_body for found in self.of_method.values() for b in found), default=1)

    def find(self, method_id: str, http_method: str, path: str) -> tuple[Route, dict[str, Any]] | None:
        """The route of the plugin that has this method, with the values in the address."""
        for below in self.of_method.get(method_id, ()):
            values = below.match("GET" if http_method == "HEAD" else http_method, path.rstrip("/"))
            if values is not None:
                return below.route, values
        return None
