"""What people do in courses: the only writers of the Academy's tables."""
