"""The community of practitioners."""
