"""What people say about a document, and what the municipality answers."""
