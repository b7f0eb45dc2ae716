"""Vectors of contributions: made when they arrive, kept, read back as one matrix."""

from plugins.insights.vectors.making import make_missing, make_vectors, missing_count
from plugins.insights.vectors.store import Kept, load_vectors

__all__ = ["Kept", "load_vectors", "make_missing", "make_vectors", "missing_count"]
