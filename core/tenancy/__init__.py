"""Tenants: who they are, which host is whose, and the scope in which work for one of them runs."""

from core.tenancy.scope import (
    Scope,
    after_commit,
    current_scope,
    current_tenant,
    keep_writes,
    quietly,
    scope,
    within,
)
from core.tenancy.site import Site, load_site, save_site, site
from core.tenancy.tenant import PLATFORM, Kind, Status, Tenant

__all__ = [
    "PLATFORM",
    "Kind",
    "Scope",
    "Site",
    "Status",
    "Tenant",
    "after_commit",
    "current_scope",
    "current_tenant",
    "keep_writes",
    "load_site",
    "quietly",
    "save_site",
    "scope",
    "site",
    "within",
]
