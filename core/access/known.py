"""The actions of this installation by name: core's own, and those that plugins declare (the host tells them at start)."""

from collections.abc import Iterable

from core.access.actions import CORE_ACTIONS, Action
from core.i18n import Text

_known: dict[str, Action] = dict(CORE_ACTIONS)


def know_actions(actions: Iterable[Action]) -> None:
    _known.update({action.name: action for action in actions})


def action_named(name: str) -> Action:
    """Raises LookupError with the name where nobody declared it."""
    try:
        return _known[name]
    except KeyError:
        raise LookupError(f"no action is called {name!r}") from None


def label_of_action(name: str) -> Text | str:
    """What an action of the log is called; its bare name where its plugin is gone."""
    return _known[name].label if name in _known else name


def known_actions() -> dict[str, Action]:
    return dict(_known)
