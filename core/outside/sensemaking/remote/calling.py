"""One question to a service: masked, kept within the budget, asked once for the same words, checked, and put on record."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

import msgspec
import structlog

from core.outside.sensemaking.protocol import SensemakerOut
from core.outside.sensemaking.remote.addresses import Unreachable, looked_up
from core.outside.sensemaking.remote.prompts import prompt

T = TypeVar("T", bound=msgspec.Struct)
log = structlog.get_logger()
MODES = (
    "schema",
    "object",
    "plain",
)  # how the shape of the answer is asked for; the first that the service can
_LETTERS_A_TOKEN = 3  # Norwegian takes more tokens than English: counted high, so that the budget holds
_MOST_OUT = 4_000
_SECONDS = 60.0
_RETRIES = 3


class ModelService(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is and what it costs, for a million tokens. `hosts`: those inside that the operator lets places use."""

    base_url: str
    key: str = ""
    model: str
    embedding_model: str = ""
    price_in: float = 0.0
    price_out: float = 0.0
    seconds: float = _SECONDS
    hosts: frozenset[str] = frozenset()


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: `purpose` names the prompt, `data` is what people wrote, masked; `ids` are the contributions in it."""

    purpose: str
    version: int
    data: str
    ids: tuple[int, ...] = ()
    values: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def prompt(self) -> str:
        return f"{self.purpose}.{self.version}"

    @property
    def system(self) -> str:
        return prompt(self.prompt).format(**self.values) if self.purpose != "embed" else ""

    def digest(self, model: str) -> str:
        return hashlib.sha256(f"{model}\n{self.prompt}\n{self.system}\n{self.data}".encode()).hexdigest()


class CallRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What left the house and what it cost. `sent` is the masked text itself."""

    purpose: str
    model: str
    prompt: str
    digest: str
    sent: str
    ids: tuple[int, ...]
    tokens_in: int
    tokens_out: int
    cost: float
    outcome: str  # ok, broken, out


class CallLedger(Protocol):
    """Kept by whoever chose the service: the budget, what was answered before, and the record."""

    async def reserve(self, *, cost: float) -> int:
        """Set aside what a question may cost at most, before it is asked: a number to settle it by. Raises SensemakerOut where
        nothing may leave, or where the month's budget would be passed by this and all that is set aside.
        """

    async def answered(self, digest: str) -> str | None:
        """What was answered to exactly this before."""

    async def keep(self, record: CallRecord, *, answer: str | None, reserved: int) -> None:
        """On record, whatever the outcome, in place of what was set aside; the answer for the next who asks the same."""

    async def mode(self) -> str | None:
        """How this service wants the shape of an answer to be asked for, once it is known."""

    async def keep_mode(self, mode: str) -> None: ...


async def ask(service: ModelService, ledger: CallLedger, call: Call, shape: type[T]) -> T:
    """An answer of this shape. Raises SensemakerOut: not allowed, no budget, no answer, or none that can be read."""
    digest = call.digest(service.model)
    known = await ledger.answered(digest)
    if known is not None:
        return msgspec.json.decode(known, type=shape)
    most = _price(service, _tokens(call.system + call.data), _MOST_OUT)
    reserved = await ledger.reserve(cost=most)
    try:
        text, used = await _answer(service, ledger, call, shape)
    except SensemakerOut:
        await ledger.keep(_record(service, call, digest, (0, 0), "out"), answer=None, reserved=reserved)
        raise
    try:
        found = msgspec.json.decode(_bare(text), type=shape)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        await ledger.keep(_record(service, call, digest, used, "broken"), answer=None, reserved=reserved)
        raise SensemakerOut("broken") from error
    await ledger.keep(_record(service, call, digest, used, "ok"), answer=_bare(text), reserved=reserved)
    return found


async def with_client(service: ModelService, work: Callable[[Any], Awaitable[T]]) -> T:
    """Work with a client for the service. Raises SensemakerOut, and leaves in the log why."""
    import openai  # here, since it is slow to load and a place without a service goes without

    from core.outside.sensemaking.remote.connecting import client_for

    try:  # looked up again, since a name may lead elsewhere now than on the day it was chosen
        there = await looked_up(service.base_url, allowed=service.hosts)
    except Unreachable as error:
        log.warning("sensemaking.unreachable", model=service.model, hosts=len(service.hosts))
        raise SensemakerOut("silent") from error
    try:
        async with client_for(there, key=service.key, seconds=service.seconds, retries=_RETRIES) as client:
            return await work(client)
    except (
        openai.OpenAIError,
        ValueError,
        OSError,
    ) as error:  # a key, an address or an answer that no client can use
        log.warning("sensemaking.silent", model=service.model, error=repr(error), cause=repr(error.__cause__))
        raise SensemakerOut("silent") from error


async def _answer(
    service: ModelService, ledger: CallLedger, call: Call, shape: type[T]
) -> tuple[str, tuple[int, int]]:
    """In the first way that the service understands: which one is remembered."""
    known = await ledger.mode()
    last: Exception | None = None
    for mode in (known,) if known else MODES:
        try:
            text, used = await _once(service, call, shape, mode)
        except _NotUnderstood as error:
            last = error
            continue
        if not known:
            await ledger.keep_mode(mode)
        return text, used
    log.warning("sensemaking.not_understood", model=service.model, cause=repr(last and last.__cause__))
    raise SensemakerOut("silent") from last


class _NotUnderstood(Exception):
    """This way of asking for a shape is none that the service knows."""


async def _once(service: ModelService, call: Call, shape: type[T], mode: str) -> tuple[str, tuple[int, int]]:
    import openai

    async def work(client: Any) -> Any:
        try:
            return await client.chat.completions.create(
                model=service.model,
                messages=[
                    {"role": "system", "content": _with_shape(call.system, shape, mode)},
                    {"role": "user", "content": call.data},
                ],
                temperature=0,
                max_tokens=_MOST_OUT,
                **_format(shape, mode),
            )
        except (openai.BadRequestError, openai.UnprocessableEntityError, openai.InternalServerError) as error:
            if mode == "plain":
                raise
            raise _NotUnderstood from error

    made = await with_client(service, work)
    usage = made.usage
    text = (made.choices[0].message.content if made.choices else "") or ""
    used = (usage.prompt_tokens, usage.completion_tokens) if usage else (_tokens(call.data), _tokens(text))
    return text, used


def _with_shape(system: str, shape: type[msgspec.Struct], mode: str) -> str:
    if mode == "schema":
        return system
    schema = msgspec.json.encode(schema_of(shape)).decode()
    return f"{system}\nAnswer with JSON of this schema, and nothing else: {schema}"


def _format(shape: type[msgspec.Struct], mode: str) -> dict[str, Any]:
    if mode == "schema":
        named = {"name": shape.__name__.strip("_"), "schema": schema_of(shape), "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object"}} if mode == "object" else {}


def schema_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """JSON schema with everything required and nothing more allowed, as strict services want it."""
    schema, parts = msgspec.json.schema_components([shape], ref_template="#/$defs/{name}")
    closed = {name: _closed(part) for name, part in parts.items()}
    (root,) = schema
    return {**closed[root["$ref"].rpartition("/")[2]], "$defs": closed}


def _closed(part: dict[str, Any]) -> dict[str, Any]:
    if part.get("type") != "object":
        return part
    return {**part, "required": list(part["properties"]), "additionalProperties": False}


def _bare(text: str) -> str:
    """Without the fence that some models put around JSON."""
    stripped = text.strip()
    if stripped.startswith("```"):
        stripped = stripped.partition("\n")[2].rpartition("```")[0]
    return stripped.strip()


def _tokens(text: str) -> int:
    return len(text) // _LETTERS_A_TOKEN + 1


def _price(service: ModelService, tokens_in: int, tokens_out: int) -> float:
    return (tokens_in * service.price_in + tokens_out * service.price_out) / 1_000_000


def _record(
    service: ModelService, call: Call, digest: str, used: tuple[int, int], outcome: str
) -> CallRecord:
    return CallRecord(
        purpose=call.purpose,
        model=service.model,
        prompt=call.prompt,
        digest=digest,
        sent=call.data,
        ids=call.ids,
        tokens_in=used[0],
        tokens_out=used[1],
        cost=_price(service, *used),
        outcome=outcome,
    )
