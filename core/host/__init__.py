"""Finds plugins, checks them, mounts them, and calls their hooks in isolation, for each tenant."""

from core.host.declaration import Enabled, Method, Plugin, hookimpl
from core.host.house import House, house, install

__all__ = ["Enabled", "House", "Method", "Plugin", "hookimpl", "house", "install"]
