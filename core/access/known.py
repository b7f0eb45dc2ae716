"""The actions of this installation by name: core's own, and those that plugins declare (the host tells them at start)."""

from collections.abc import Iterable, Mapping

from core.access.actions import CORE_ACTIONS, Action
from core.i18n import Text

_known: dict[str, Action] = dict(CORE_ACTIONS)
_deeds: dict[str, Text] = {}  # what a log calls deeds that nobody asks leave for


def know_actions(actions: Iterable[Action]) -> None:
    _known.update({action.name: action for action in actions})


def know_deeds(deeds: Mapping[str, Text]) -> None:
    _deeds.update(deeds)


def action_named(name: str) -> Action:
    """Raises LookupError with the name where nobody declared it."""
    try:
        return _known[name]
    except KeyError:
        raise LookupError(f"no action is called {name!r}") from None


def label_of_action(name: str) -> Text | str:
    """What a deed of the log is called: by its action, else by its plugin's `deeds`; its bare name where the plugin is gone."""
    return _known[name].label if name in _known else _deeds.get(name, name)


def known_actions() -> dict[str, Action]:
    return dict(_known)
