"""From themes to recommendations: each with the words for and against it, and how many people stand behind it."""
