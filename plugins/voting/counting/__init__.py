"""Counting: pure functions from an election to an outcome. No database, no clock, no chance."""
