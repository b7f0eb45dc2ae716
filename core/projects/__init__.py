"""Projects, their phases and activities: where things happen, when, and who sees them."""
