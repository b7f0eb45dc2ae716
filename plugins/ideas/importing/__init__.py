"""From a file that someone has to ideas, comments and votes: read, map, check, insert, undo."""

from plugins.ideas.importing.keep import (
    ImportState,
    KeptImport,
    begin_import,
    drop_import,
    imports_of,
    load_import,
    set_mapping,
)
from plugins.ideas.importing.mapping import Part, targets_of
from plugins.ideas.importing.run import (
    check_import,
    do_import,
    do_undo,
    import_now,
    reopen,
    start_import,
    start_undo,
)

__all__ = [
    "ImportState",
    "KeptImport",
    "Part",
    "begin_import",
    "check_import",
    "do_import",
    "do_undo",
    "drop_import",
    "import_now",
    "imports_of",
    "load_import",
    "reopen",
    "set_mapping",
    "start_import",
    "start_undo",
    "targets_of",
]
