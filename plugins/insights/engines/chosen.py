"""The engine that this place has chosen, and what stands in for it when it does not answer."""

from typing import Any

from core.sdk import ModelService, RemoteSensemaker, Sensemaker, allowed_hosts, local_sensemaker, row, unseal
from plugins.insights.engines.falling_back import FallingBack
from plugins.insights.engines.ledger import PlaceLedger


async def engine() -> Sensemaker:
    """The local one, which sends nothing anywhere, unless administrators have chosen a service and let texts leave."""
    found = await row(
        "SELECT * FROM insights_service WHERE engine = 'openai' AND may_leave AND base_url <> '' AND model <> ''"
    )
    local = local_sensemaker()
    if found is None:
        return local
    ledger = PlaceLedger(budget=found["budget"], may_leave=found["may_leave"])
    return FallingBack(RemoteSensemaker(service_of(found), ledger, local), local)


def service_of(found: dict[str, Any]) -> ModelService:
    """A row as the engine wants it."""
    return ModelService(
        base_url=found["base_url"],
        key=(unseal(found["key"]) or "") if found["key"] else "",
        model=found["model"],
        embedding_model=found["embedding_model"],
        price_in=found["price_in"],
        price_out=found["price_out"],
        hosts=allowed_hosts(),
    )
