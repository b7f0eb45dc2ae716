"""The browser that is installed, if one is."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
NO_CHROMIUM = "no Chromium is installed, so this test could not run: see tests/browser/install.sh"
