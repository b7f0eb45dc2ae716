"""Ballots on paper: printed, handed in, typed in twice, compared, counted with the rest."""
