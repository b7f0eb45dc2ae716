"""Which plugin is at work in this scope: the host says so around each hook, page and job of a plugin's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_acting: ContextVar[str] = ContextVar("acting_plugin", default="")


def acting_plugin() -> str:
    """Its id; "" while the host's own code is at work."""
    return _acting.get()


@contextmanager
def acting_as(plugin_id: str) -> Iterator[None]:
    """What happens inside is done by this plugin."""
    token = _acting.set(plugin_id)
    try:
        yield
    finally:
        _acting.reset(token)
