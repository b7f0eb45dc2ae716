"""From a file to sections with paragraphs. Pure: knows no database, no tenant, nothing of `core`.

`child.py` runs in a process of its own with little memory and time (`run.py` starts it), since the file is a stranger's.
"""
