"""From the desk into a place: a reason, the administrators asked first where they want it, an hour at a time."""
