"""Opinion groups of one activity: asked for, computed in a job, kept, shown."""
