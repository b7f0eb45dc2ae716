"""Statements: written, shown one at a time, answered."""
