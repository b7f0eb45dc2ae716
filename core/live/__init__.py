"""Pages that change while people look: a word after the commit, and a stream of such words to the browsers that wait."""

from core.live.hub import END_STREAMS, HUB
from core.live.streaming import live_stream
from core.live.telling import tell_live

__all__ = ["END_STREAMS", "HUB", "live_stream", "tell_live"]
