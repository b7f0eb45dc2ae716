"""The pages from which a place is looked after."""
