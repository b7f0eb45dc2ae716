"""The way to a service: to the number that was looked up, with the certificate of the name.

openai is slow to load, and a place without a service goes without: whoever asks a service imports this module then.
"""

from typing import Any

import openai

from core.outside.internet import turn_to
from core.outside.sensemaking.remote.addresses import LookedUp


def client_for(service: LookedUp, *, key: str, seconds: float, retries: int) -> openai.AsyncOpenAI:
    """It follows no redirect and waits as a busy service asks it to. A proxy of the environment is used for the operator's own
    hosts only: it would look the name up once more, and might be led elsewhere.
    """
    http = openai.DefaultAsyncHttpxClient(
        follow_redirects=False,
        timeout=seconds,
        trust_env=not service.number,
        event_hooks={"request": [_to_number(service)]} if service.number else {},
    )
    return openai.AsyncOpenAI(
        base_url=service.url, api_key=key or "none", max_retries=retries, http_client=http
    )


def _to_number(service: LookedUp) -> Any:
    """Each request goes to the number."""

    async def turn(request: Any) -> None:
        if request.url.host == service.host:
            turn_to(request, service.number)

    return turn
