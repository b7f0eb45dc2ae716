"""Contributions that are nearly the same: families of them, found in a job, and what staff say of each."""
