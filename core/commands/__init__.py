"""The commands of `allmenning`, a file each. Plugins bring theirs through the entry-point group `allmenning.commands`."""
