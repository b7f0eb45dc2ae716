"""The tally package: what is published after closing, and counting it again. Pure: files in, files out."""
