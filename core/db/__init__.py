"""The door to PostgreSQL: queries run on the transaction that is open, and nowhere else."""

import os

os.environ.setdefault("PICCOLO_CONF", "core.db.piccolo_conf")

from core.db.engine import ENGINE, DatabaseDown, NoTenantScope
from core.db.query import copy_rows, execute, row, rows, run_script, savepoint, stream_rows, value

__all__ = [
    "ENGINE",
    "DatabaseDown",
    "NoTenantScope",
    "copy_rows",
    "execute",
    "row",
    "rows",
    "run_script",
    "savepoint",
    "stream_rows",
    "value",
]
