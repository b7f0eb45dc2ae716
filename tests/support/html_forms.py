"""Forms as a browser reads them from a page: where they are sent, and what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = ("text", "email", "search", "tel", "url", "textarea", "number", "date", "datetime-local", "password")


@dataclass
class Form:
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)  # names that a person types in
    files: set[str] = field(default_factory=set)


def forms_of(html: str, *, path: str) -> list[Form]:
    """All forms on the page; one without an action is sent to the page's own `path`."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._writing = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action") or self.path, given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._take(self._open, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag in ("textarea", "select"):
            self._writing = self._select = ""

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._writing:
            self._open.values[self._writing] += data

    def _take(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "option" and self._select and ("selected" in given or self._select not in form.values):
            form.values[self._select] = given.get("value", "")
        elif name and tag == "select":
            self._select = name
        elif name and tag == "textarea":
            self._writing = name
            form.values[name] = ""
            form.typed.add(name)
        elif name and tag in ("input", "button"):
            self._take_input(form, name, given.get("type", "text" if tag == "input" else "submit"), given)

    def _take_input(self, form: Form, name: str, kind: str, given: dict[str, str]) -> None:
        if kind == "file":
            form.files.add(name)
        elif kind in ("radio", "checkbox", "submit"):
            if "checked" in given or name not in form.values:
                form.values[name] = given.get("value", "on")
        else:
            form.values[name] = given.get("value", "")
            if kind in TYPED:
                form.typed.add(name)
