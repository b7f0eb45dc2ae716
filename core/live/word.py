"""What goes over the wire: that something changed, never what."""

import msgspec


class Word(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    version: int
    calm: float = 0.0

    def as_event(self) -> bytes:
        """One server-sent event, with the name as the browser's event of that name."""
        return f"id: {self.version}\nevent: live\ndata: {self.name} {self.version}\n\n".encode()
