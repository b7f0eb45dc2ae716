"""The archive package of a project: everything said and decided as PDF/A, with metadata and checksums, in one zip."""
