"""What a tenant is: a place with a schema and a role of its own."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    OTHER = "other"
    PLATFORM = "platform"


class Status(StrEnum):
    UNCONFIRMED = "unconfirmed"  # nobody has yet said that this really is that municipality
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Tenant:
    """One place. `id` never changes and names its schema; host names and the display name may change."""

    id: str
    kind: Kind
    status: Status
    name: str
    hosts: tuple[str, ...] = ()  # the first is the one that addresses are written with
    organisation: dict[str, str] = field(default_factory=dict)  # register number, organisation number
    read_only: bool = (
        False  # nothing new can be written; said apart from `status`, so that it confirms nobody
    )

    @property
    def schema(self) -> str:
        return "platform" if self.is_platform else f"t_{self.id}"

    @property
    def role(self) -> str:
        return "allmenning_platform" if self.is_platform else self.schema

    @property
    def is_platform(self) -> bool:
        return self.kind is Kind.PLATFORM

    @property
    def confirmed(self) -> bool:
        return self.status is not Status.UNCONFIRMED


# The platform host is a place like the others: it has the same core tables, for support experts and their work.
PLATFORM = Tenant(id="platform", kind=Kind.PLATFORM, status=Status.ACTIVE, name="Allmenning")
