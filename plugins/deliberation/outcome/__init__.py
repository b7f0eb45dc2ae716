"""The common statement: drafted from what unites, endorsed by participants, answered by the municipality."""
