"""What an expert may do to a place from the desk: seen first, then done, and written down in both places."""
