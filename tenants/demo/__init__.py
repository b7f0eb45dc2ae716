"""The demonstration: three invented municipalities, their words and pictures, and the command that starts it all."""
