"""The engine that this place has chosen."""

from core.sdk import Sensemaker, local_sensemaker


async def engine() -> Sensemaker:
    """The local one, which needs no service and sends nothing anywhere."""
    return local_sensemaker()
