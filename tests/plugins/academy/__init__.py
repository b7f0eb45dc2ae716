"""The Academy."""
