"""Questions from the places, and answers."""
