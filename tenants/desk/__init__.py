"""The support desk on the platform host: which places there are, and whether they are who they say."""
