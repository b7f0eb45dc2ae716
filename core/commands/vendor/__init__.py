"""What vendors run in their own folder: `allmenning plugin new`, `check`, `texts`, `freeze`, `migration`, `dev`."""
