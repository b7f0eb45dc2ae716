"""The first page of the platform host: what this is, for whom, and why."""
