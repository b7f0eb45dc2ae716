"""The contract suite: what is asked of every plugin, first-party ones too. `allmenning plugin check PATH` runs it.

Each check is a function from a `Lodger` to sentences about what is wrong; none needs a database.
"""

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from core.host import hookspecs
from core.host.find import PluginRefused, manager_for, move_in
from core.host.house import Lodger
from core.i18n.extract import messages_in, translated_in

INTERFACE_LANGUAGES = ("nb", "nn")
_NEVER_QUERY = ("links", "allows", "publish_problems")
_WHOLE = ("exports", "personal_data", "forget_person")
_INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style", re.IGNORECASE)


def check_folder(path: Path) -> list[str]:
    """Import the package in this folder and run every check; what is wrong, as sentences."""
    folder = path.resolve()
    sys.path.insert(0, str(folder.parent))
    try:
        module = importlib.import_module(folder.name)
        manager_for(hookspecs, [module])
        return check_lodger(move_in(module))
    except PluginRefused as refused:
        return [str(refused)]
    except ImportError as error:
        return [f"{folder.name} cannot be imported: {error}"]
    finally:
        sys.path.remove(str(folder.parent))


def check_lodger(lodger: Lodger) -> list[str]:
    """Every check, in the order they are written."""
    return [problem for check in CHECKS for problem in check(lodger)]


def imports_stay_in_the_sdk(lodger: Lodger) -> Iterator[str]:
    """A plugin imports `core.sdk` and itself, never another plugin and never deeper core."""
    own = lodger.module.__name__
    for file in _sources(lodger):
        for name in _imported(file):
            deeper = name.split(".")[0] == "core" and not (name == "core.sdk" or name.startswith("core.sdk."))
            other = name.startswith(("plugins.", "tenants", "academy")) and not name.startswith(own)
            if deeper or other:
                yield f"{_short(lodger, file)} imports {name}: use core.sdk"


def data_is_whole(lodger: Lodger) -> Iterator[str]:
    """Who keeps a person's data can give it out and forget it."""
    contributes = any(method.contributes for method in lodger.plugin.methods)
    if not (lodger.plugin.tables or contributes):
        return
    for hook in _WHOLE if lodger.plugin.methods else _WHOLE[1:]:
        if not hasattr(lodger.module, hook):
            yield f"it keeps what people did, so it needs the hook {hook}()"


def hooks_are_shaped_as_agreed(lodger: Lodger) -> Iterator[str]:
    """Menu links and the like must not query; a hook says what it does."""
    for name in _hook_names(lodger):
        implementation = getattr(lodger.module, name)
        if name in _NEVER_QUERY and inspect.iscoroutinefunction(implementation):
            yield f"{name}() must be a plain function: it is asked where no query may run"
        if not inspect.getdoc(implementation):
            yield f"{name}() has no docstring"


def actions_are_described(lodger: Lodger) -> Iterator[str]:
    """Every action that is declared is used by a route or asked about in the code, and has a label."""
    text = "".join(file.read_text() for file in _sources(lodger))
    for action in lodger.plugin.all_actions():
        if text.count(f'"{action.name}"') < 2 and not _answered_by_core(action.name):  # noqa: PLR2004 - declared, used
            yield f"the action {action.name} is declared and never used"


def templates_keep_the_policy(lodger: Lodger) -> Iterator[str]:
    """No inline style or script: the content security policy would block it."""
    for file in sorted((lodger.folder / "templates").rglob("*.html")):
        if found := _INLINE.search(file.read_text()):
            yield f"{_short(lodger, file)}: inline style or script ({found[0].strip()})"


def templates_stand_in_their_own_folder(lodger: Lodger) -> Iterator[str]:
    """`templates/<id>/…`, so that no plugin covers another's template or the host's."""
    folder = lodger.folder / "templates"
    for file in sorted(folder.rglob("*.html")):
        if file.relative_to(folder).parts[0] != lodger.plugin.id:
            yield f"{_short(lodger, file)} must stand below templates/{lodger.plugin.id}/"


def texts_are_translated(lodger: Lodger) -> Iterator[str]:
    """Every message in the code and the templates stands in the catalogues, finished."""
    wanted = set(messages_in(lodger.folder))
    for language in INTERFACE_LANGUAGES:
        files = lodger.folder.glob(f"locale/{language}/LC_MESSAGES/*.po")
        missing = sorted(wanted.difference(*map(translated_in, files)))
        if missing:
            yield f"{len(missing)} texts without {language}, the first: {missing[0]!r}"


def it_has_a_readme(lodger: Lodger) -> Iterator[str]:
    """Half a page: what it is, where to begin reading."""
    if not any((folder / "README.md").is_file() for folder in (lodger.folder, *lodger.folder.parents[:2])):
        yield "README.md is missing"


CHECKS: tuple[Callable[[Lodger], Iterator[str]], ...] = (
    imports_stay_in_the_sdk,
    data_is_whole,
    hooks_are_shaped_as_agreed,
    actions_are_described,
    templates_keep_the_policy,
    templates_stand_in_their_own_folder,
    texts_are_translated,
    it_has_a_readme,
)


def _sources(lodger: Lodger) -> list[Path]:
    return [file for file in sorted(lodger.folder.rglob("*.py")) if "tests" not in file.parts]


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def _hook_names(lodger: Lodger) -> list[str]:
    known = [name for name, member in vars(hookspecs).items() if hasattr(member, "allmenning_spec")]
    return [name for name in known if hasattr(lodger.module, name)]


def _answered_by_core(action_name: str) -> bool:
    # Comments and reactions are posted to core's own pages.
    return action_name.rpartition(".")[2] in ("comment", "support", "oppose")


def _short(lodger: Lodger, file: Path) -> str:
    return str(file.relative_to(lodger.folder))
