"""The contract suite: what is asked of every plugin, first-party ones too. `allmenning plugin check PATH` runs it.

Each check is a function from a `Lodger` to sentences about what is wrong and what to do about it; none needs a database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from core.host.find import PluginRefused
from core.host.house import Lodger
from core.sdk.checking.capabilities import capabilities_are_declared, doors_are_used
from core.sdk.checking.code import (
    actions_are_used,
    data_is_whole,
    hooks_are_shaped_as_agreed,
    imports_stay_in_the_sdk,
    settings_begin_with_values,
    version_is_three_numbers,
)
from core.sdk.checking.files import (
    files_can_be_read,
    it_has_a_readme,
    tables_have_a_history,
    templates_keep_the_policy,
    templates_stand_in_their_own_folder,
    texts_are_translated,
)
from core.sdk.checking.folder import lodger_of

CHECKS: tuple[Callable[[Lodger], Iterator[str]], ...] = (
    version_is_three_numbers,
    imports_stay_in_the_sdk,
    capabilities_are_declared,
    doors_are_used,
    hooks_are_shaped_as_agreed,
    data_is_whole,
    actions_are_used,
    settings_begin_with_values,
    tables_have_a_history,
    templates_stand_in_their_own_folder,
    templates_keep_the_policy,
    texts_are_translated,
    it_has_a_readme,
)


def check_folder(path: Path) -> list[str]:
    """Import the package in this folder and run every check; what is wrong, as sentences."""
    try:
        return check_lodger(lodger_of(path))
    except PluginRefused as refused:
        return [str(refused)]


def check_lodger(lodger: Lodger) -> list[str]:
    """Every check, in the order they are written. Where a file cannot be read, that is said first and alone."""
    return list(files_can_be_read(lodger)) or [problem for check in CHECKS for problem in check(lodger)]


__all__ = ["CHECKS", "check_folder", "check_lodger"]
