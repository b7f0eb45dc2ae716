"""Files made of a drawn report: PDF and Word. In a job, and kept."""
