"""A lazy message: made when the module loads, said in the reader's language when it is shown."""

from typing import Any

from core.i18n.catalogues import lookup


class Text:
    """A message with its parameters. `str(text)` says it in the current language."""

    __slots__ = ("msgid", "n", "params", "plural")

    def __init__(
        self,
        msgid: str,
        params: dict[str, Any] | None = None,
        *,
        plural: str | None = None,
        n: int | None = None,
    ) -> None:
        self.msgid = msgid
        self.params = params or {}
        self.plural = plural
        self.n = n

    def format(self, **params: Any) -> "Text":
        return Text(self.msgid, {**self.params, **params}, plural=self.plural, n=self.n)

    def __str__(self) -> str:
        message = lookup(self.msgid, self.n, self.plural)
        return message.format(**self.params) if self.params else message

    def __html__(self) -> str:
        """What a template shows: escaped, since parameters may carry what a person typed."""
        from markupsafe import escape

        return str(escape(str(self)))

    def __repr__(self) -> str:
        return f"Text({self.msgid!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.msgid, self.params, self.n) == (
            other.msgid,
            other.params,
            other.n,
        )

    def __hash__(self) -> int:
        return hash((self.msgid, self.n))


def _(msgid: str) -> Text:
    return Text(msgid)


def ngettext(one: str, many: str, n: int) -> Text:
    return Text(one, plural=many, n=n)
