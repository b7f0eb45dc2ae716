"""A piece of text between the questions. Nothing is answered."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.sdk import Field, Typed


@dataclass(frozen=True, kw_only=True)
class Information(Field):
    kind: ClassVar[str] = "section"

    def read(self, typed: Typed) -> Any:
        del typed
