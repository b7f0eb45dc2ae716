"""Quality is measured, not claimed: any engine against labelled texts that real people wrote."""
