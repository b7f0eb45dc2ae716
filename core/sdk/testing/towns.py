"""Towns for tests, made as the product makes them."""

import secrets
from typing import NamedTuple

from core.host import house
from core.host.declaration import Enabled
from core.host.provision import provision
from core.tenancy import Kind, Status, Tenant


class Towns(NamedTuple):
    """Two towns that must never see anything of each other."""

    a: Tenant
    b: Tenant


async def new_town(
    name: str,
    *,
    status: Status = Status.ACTIVE,
    languages: tuple[str, ...] = ("nb", "nn", "en"),
    without: tuple[str, ...] = (),
) -> Tenant:
    """A town of its own with every plugin on, but those it is to be `without`."""
    every = [lodger.plugin.id for lodger in house().lodgers_in(Enabled.TENANTS)]
    return await provision(
        name=name,
        kind=Kind.MUNICIPALITY,
        host=f"{name.lower()}-{secrets.token_hex(3)}.allmenning.test",
        status=status,
        plugins=[plugin_id for plugin_id in every if plugin_id not in without],
        settings={"names": {"nb": name, "en": name}, "languages": languages, "postcodes": ("8123",)},
    )
