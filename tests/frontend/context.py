"""What a template gets, made from the house's own forms and texts; only the address bar is missing."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from core.templates import environment, static
from core.web.styleguide import examples

__all__ = ["FRONTEND", "manifest", "page_context", "render", "static"]

FRONTEND = Path(__file__).parents[2] / "frontend"


@dataclass(frozen=True)
class Site:
    name: str = "Havneby kommune"
    logo_url: str | None = None
    contact_email: str = "post@havneby.example"
    accessibility_statement_url: str = "https://uustatus.example/havneby"
    languages: tuple[str, ...] = ("nb", "nn", "en")


@dataclass(frozen=True)
class Visit:
    path: str = "/styleguide"


def manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((FRONTEND / "dist" / "manifest.json").read_text())
    return names


def page_context(**changes: Any) -> dict[str, Any]:
    base = {
        "visit": Visit(),
        "site": Site(),
        "person": None,
        "locale": "en",
        "theme_url": None,
        "nav": [("Projects", "/projects", True), ("Ideas", "/ideas", False), ("About", "/about", False)],
        "toast": None,
        "banners": [],
    }
    return base | examples() | changes


def render(template: str, **changes: Any) -> str:
    found: jinja2.Template = environment().get_template(template)
    return found.render(page_context(**changes))
