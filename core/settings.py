"""Everything that an operator may set, read once from the environment."""

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

Help = msgspec.Meta


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One field, one environment variable of the same name in capitals, with or without `ALLMENNING_` before it."""

    database_url: Annotated[str, Help(description="PostgreSQL ≥ 15; the login role owns nothing")] = (
        "postgresql://allmenning@localhost:5432/allmenning"
    )
    redis_url: Annotated[str, Help(description="Redis ≥ 6.2: queue, rate limits")] = (
        "redis://localhost:6379/0"
    )
    storage_url: Annotated[str, Help(description="file:///folder or s3://bucket")] = (
        "file:///var/lib/allmenning/files"
    )
    smtp_url: Annotated[
        str, Help(description="smtp://user:password@host:587, or folder:///path for a folder")
    ] = "smtp://localhost:25"
    mail_from: Annotated[str, Help(description="the sender's address on all mail")] = "noreply@localhost"
    map_tiles_url: Annotated[
        str, Help(description="address of map tiles with {layer} {z} {y} {x}, or drawn:")
    ] = "https://cache.kartverket.no/v1/wmts/1.0.0/{layer}/default/webmercator/{z}/{y}/{x}.png"
    platform_host: Annotated[
        str, Help(description="host name of sign-up and support; tenants are below it")
    ] = "allmenning.localhost"
    public_scheme: Annotated[str, Help(description="https, or http on a developer's own machine")] = "https"
    public_port: Annotated[
        int, Help(description="port in addresses that are written; 0 = the scheme's own")
    ] = 0
    secret_key: Annotated[str, Help(description="at least 32 random characters; signs and hashes")] = ""
    mode: Annotated[str, Help(description="production, development, demo or test")] = "production"
    pool_size: Annotated[int, Help(description="database connections a process may hold")] = 5
    page_cache_mb: Annotated[int, Help(description="memory for public pages kept, each process; 0 = off")] = (
        32
    )
    embedding_processes: Annotated[
        int, Help(description="models at work at once in each worker, 150 MB each; as many as it has cores")
    ] = 2
    sensemaking_hosts: Annotated[
        str,
        Help(
            description="hosts on your own network that places may name as their language model, with commas"
        ),
    ] = ""
    plans: Annotated[
        str,
        Help(description="a TOML file of plans and the seller, or built-in; empty: nothing is sold or ends"),
    ] = ""
    invoice_folder: Annotated[
        str, Help(description="a folder that the access point takes electronic invoices from; empty: by hand")
    ] = ""
    stripe_key: Annotated[str, Help(description="Stripe's secret key; empty: invoice only, no cards")] = ""
    stripe_webhook_secret: Annotated[
        str, Help(description="signs what Stripe tells us at /webhooks/stripe")
    ] = ""
    stripe_api_base: Annotated[str, Help(description="Stripe's address, or a stand-in's")] = (
        "https://api.stripe.com"
    )
    plugin_hosts: Annotated[
        str,
        Help(
            description="hosts on your own network that plugins may call where they declare it, with commas"
        ),
    ] = ""
    trusted_proxy: Annotated[
        bool, Help(description="read X-Forwarded-For (only behind a proxy that sets it)")
    ] = False
    log_format: Annotated[str, Help(description="json or text")] = "json"
    metrics_token: Annotated[str, Help(description="who reads /metrics sends it as bearer token")] = ""
    quiet: Annotated[bool, Help(description="log warnings only, not a line for each request")] = False
    plugins_off: Annotated[str, Help(description="plugin ids never to load, with commas")] = ""

    @property
    def demonstration(self) -> bool:
        return self.mode in ("demo", "test")

    @property
    def development(self) -> bool:
        return self.mode in ("demo", "test", "development")

    @property
    def secure(self) -> bool:
        return self.public_scheme == "https"


@cache
def settings() -> Settings:
    """The settings of this process."""
    names = Settings.__struct_fields__
    given = {name: found for name in names if (found := _from_environment(name))}
    read = msgspec.convert(given, Settings, strict=False)
    if len(read.secret_key) >= 32:  # noqa: PLR2004 - 32 characters, as the help text says
        return read
    if read.mode == "production":
        raise SystemExit("SECRET_KEY must be set to at least 32 random characters (see docs/operators/).")
    return msgspec.structs.replace(read, secret_key=secrets.token_urlsafe(32))


def _from_environment(name: str) -> str | None:
    # ALLMENNING_MODE where the plain name could mean another program's setting.
    return os.environ.get(f"ALLMENNING_{name.upper()}") or os.environ.get(name.upper())


def project_folder() -> Path:
    """The folder that holds `core/`, `frontend/` …"""
    return Path(__file__).resolve().parent.parent
