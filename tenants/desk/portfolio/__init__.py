"""What experts know and shall do about a place: notes, tasks, and which places each follows."""
