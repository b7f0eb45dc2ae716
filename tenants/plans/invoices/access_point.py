"""The access point of the Peppol network: whoever takes electronic invoices from us and brings them to the buyer's system."""

from pathlib import Path
from typing import Protocol

from anyio import to_thread

from core.settings import settings


class AccessPoint(Protocol):
    async def hand_over(self, *, document: bytes, name: str, receiver: str) -> str:
        """Taken, with words of where it went; or OSError, and it is tried again. `receiver`: `0192:` and the number."""


class FolderAccessPoint:
    """A folder from which the access point's own program fetches. Whole files only; the same twice is the same once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def hand_over(self, *, document: bytes, name: str, receiver: str) -> str:
        await to_thread.run_sync(self._write, document, f"{receiver.replace(':', '-')}-{name}.xml")
        return f"access point, {receiver}"

    def _write(self, document: bytes, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f".{name}.part"
        draft.write_bytes(document)
        draft.replace(self._folder / name)


def access_point() -> AccessPoint | None:
    """None where there is none: then invoices are downloaded, and their link is mailed."""
    folder = settings().invoice_folder
    return FolderAccessPoint(Path(folder)) if folder else None
