"""Shared by every engine: pure functions from texts and vectors to groups, tags, pairs and hints. No database, no clock."""
