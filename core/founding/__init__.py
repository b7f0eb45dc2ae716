"""Founding a place: schema, plugins, first administrator, starter content, and the first way in."""

from core.founding.hand_over import hand_over
from core.founding.service import Founded, Founder, found_place

__all__ = ["Founded", "Founder", "found_place", "hand_over"]
