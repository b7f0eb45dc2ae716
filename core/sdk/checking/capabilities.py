"""Does a plugin declare what its code does? The host would stop it at work; here it is said with file and line."""

import ast
from collections.abc import Iterator
from pathlib import Path

from core.host.capabilities import Capability
from core.host.house import Lodger
from core.host.table_doors import NEVER, needs_of, tables_in
from core.sdk.checking.files import short, sources

_USES: dict[str, Capability] = {
    **dict.fromkeys(
        (
            "listing",
            "load",
            "on_map",
            "similar",
            "comments_of",
            "export_rows",
            "export_contributions",
            "export_comments",
        ),
        Capability.CONTRIBUTIONS,
    ),
    **dict.fromkeys(("authors_of", "colleagues", "followers"), Capability.PERSONAL_DATA),
    **dict.fromkeys(("notify", "mail_link"), Capability.MAIL),
    **dict.fromkeys(("keep_upload", "keep_made"), Capability.FILES),
}
_BYPASSES = (
    "socket",
    "requests",
    "urllib.request",
    "http.client",
    "aiohttp",
    "smtplib",
    "aiosmtplib",
    "asyncpg",
    "subprocess",
)


def capabilities_are_declared(lodger: Lodger) -> Iterator[str]:
    """Every function of the SDK and every table of the host that takes a capability is behind a declared one."""
    declared = set(lodger.plugin.capabilities)
    told: set[str] = set()
    for file in sources(lodger):
        if "migrations" in file.relative_to(lodger.folder).parts:
            continue
        for line, what, wanted in _uses_in(file):
            if wanted not in declared | told:
                told.add(wanted)
                name = f"Capability.{Capability(wanted).name}"
                yield f"{short(lodger, file)}, line {line}: uses {what}, so `capabilities` must name {name}"


def doors_are_used(lodger: Lodger) -> Iterator[str]:
    """Mail and requests leave through the SDK, and no SQL names a table that is the host's alone."""
    for file in sources(lodger):
        for node in ast.walk(ast.parse(file.read_text())):
            for name in _imported(node):
                if any(name == each or name.startswith(f"{each}.") for each in _BYPASSES):
                    yield f"{short(lodger, file)}, line {getattr(node, 'lineno', 0)}: imports {name}; use the SDK's doors"
            if (text := _sql(node)) and (found := tables_in(text) & NEVER):
                where = f"{short(lodger, file)}, line {getattr(node, 'lineno', 0)}"
                yield f"{where}: the table {min(found)} is the host's alone"


def _uses_in(file: Path) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "core.sdk":
            yield from (
                (node.lineno, alias.name, _USES[alias.name]) for alias in node.names if alias.name in _USES
            )
        if text := _sql(node):
            for table, wanted in needs_of(text).items():
                yield getattr(node, "lineno", 0), f"the table {table}", wanted


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [node.module]
    return []


def _sql(node: ast.AST) -> str:
    """A text that reads like SQL: with a keyword in capitals, so that sentences are left alone."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = set(node.value.split())
        return node.value if words & {"FROM", "JOIN", "INTO", "UPDATE", "SELECT"} else ""
    return ""
