"""The place's own topics: a topic is suggested for each contribution that has none, learnt from those that have."""
