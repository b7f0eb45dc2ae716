"""The document of a hearing: its versions, how they are read, and what changed between them."""
