"""What a selection says, in a few sentences that each rest on what people wrote; staff sign it."""
