"""Answers to take away: a row each, and a codebook that says what the columns mean. The importer reads the same columns."""
