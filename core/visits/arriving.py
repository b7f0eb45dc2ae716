"""From the front door: the answer has gone, and this takes some microseconds."""

from typing import Any

from core.http.visit import sender_address
from core.visits.counting import COUNTER
from core.visits.seen import seen


def count_visit(scope: Any, status: int) -> None:
    """Of a page that a resident has opened; everything else is passed over."""
    tenant_id = scope.get("tenant_id")
    if tenant_id is None or scope["method"] != "GET":
        return
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    found = seen(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        status=status,
        headers=headers,
        host=headers.get("host", "").partition(":")[0],
    )
    if found is not None:
        client = scope.get("client")
        address = sender_address(headers.get("x-forwarded-for"), client[0] if client else None)
        COUNTER.count(tenant_id=tenant_id, address=address, agent=headers.get("user-agent", ""), seen=found)
