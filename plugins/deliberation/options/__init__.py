"""Options side by side: what the municipality knows of them, and what speaks for and against."""
