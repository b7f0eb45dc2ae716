"""Numbers that are too small to be told, and those that would tell them."""

from collections.abc import Mapping

from core.host.drawing import SMALL


def hide_small(counted: Mapping[str, int]) -> dict[str, int | None]:
    """Numbers under five are None. What is hidden must not be told by taking the rest from the sum: so others are hidden with
    them, the smallest first, until at least two are and they hold ten. Where that takes them all, nothing is shown."""
    hidden = {name for name, number in counted.items() if 0 < number < SMALL}
    if not hidden:
        return dict(counted)
    others = sorted(
        (name for name in counted if counted[name] >= SMALL), key=lambda name: (counted[name], name)
    )
    while len(hidden) < 2 or sum(counted[name] for name in hidden) < 2 * SMALL:  # noqa: PLR2004 - one can be worked out
        if not others:
            return dict.fromkeys(counted)
        hidden.add(others.pop(0))
    return {name: None if name in hidden else number for name, number in counted.items()}
