"""How many come, and from where: counted here, without a cookie, without a third party, without keeping an address."""

from core.visits.reading import Source, VisitDay, visit_sources, visits

__all__ = ["Source", "VisitDay", "visit_sources", "visits"]
