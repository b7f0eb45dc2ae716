"""The engine behind an address: any language model service that speaks as OpenAI's does, a municipality's own included."""

from core.outside.sensemaking.remote.addresses import Unreachable, allowed_hosts, checked_address
from core.outside.sensemaking.remote.calling import Call, CallLedger, CallRecord, ModelService
from core.outside.sensemaking.remote.engine import RemoteSensemaker
from core.outside.sensemaking.remote.masking import masked

__all__ = [
    "Call",
    "CallLedger",
    "CallRecord",
    "ModelService",
    "RemoteSensemaker",
    "Unreachable",
    "allowed_hosts",
    "checked_address",
    "masked",
]
