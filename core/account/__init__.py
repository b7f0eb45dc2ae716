"""The pages where a person comes in, looks after the account, and leaves."""
