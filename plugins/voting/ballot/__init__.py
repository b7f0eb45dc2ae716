"""From ticks on a page to a secret ballot: marks and their rules, drafts, casting, codes, the urn."""
