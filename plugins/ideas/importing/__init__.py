"""From a file that someone has to ideas, comments and votes: read, map, check, insert, undo."""
