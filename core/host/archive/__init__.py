"""One place in one file: taken out whole, brought in elsewhere, or deleted with nothing left behind."""

from core.host.archive.delete import delete_tenant
from core.host.archive.manifest import ArchiveRefused, Manifest
from core.host.archive.reading import import_tenant
from core.host.archive.writing import export_tenant

__all__ = ["ArchiveRefused", "Manifest", "delete_tenant", "export_tenant", "import_tenant"]
