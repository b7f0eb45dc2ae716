"""Quotations are cut from the source as it stands now; what cannot be cut is not shown."""

from plugins.insights.quotations.model import Quote, Source
from plugins.insights.quotations.words import Words, words_of

__all__ = ["Quote", "Source", "Words", "words_of"]
