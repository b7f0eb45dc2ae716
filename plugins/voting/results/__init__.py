"""From cast ballots to a published result: counted as a job, explained, overridden with a reason, published with its package."""
