"""Answering: the pages where people answer, and how an answer is kept."""
