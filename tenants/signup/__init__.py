"""Sign-up by a municipality itself, in three short steps."""
