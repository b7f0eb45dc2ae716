"""Conversations from Polis: the files of its export become statements and answers."""
