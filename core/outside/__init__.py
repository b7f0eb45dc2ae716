"""Everything beyond the process: a Protocol, the real thing, and a local stand-in for each."""
