"""Pure functions over texts and vectors: no database, no engine. Those that need numpy are loaded by jobs only."""
