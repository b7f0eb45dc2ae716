"""The actions of this installation by name: core's own, and those that plugins declare (the host tells them at start)."""

from collections.abc import Iterable

from core.access.actions import CORE_ACTIONS, Action

_known: dict[str, Action] = dict(CORE_ACTIONS)


def know_actions(actions: Iterable[Action]) -> None:
    _known.update({action.name: action for action in actions})


def action_named(name: str) -> Action:
    """Raises LookupError with the name where nobody declared it."""
    try:
        return _known[name]
    except KeyError:
        raise LookupError(f"no action is called {name!r}") from None


def known_actions() -> dict[str, Action]:
    return dict(_known)
