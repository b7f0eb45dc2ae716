"""The settings of a test process. They must stand before the house is built, so this module is imported first."""

import os
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="al-test-"))  # of this process: data, files and mail
SETTINGS = {
    "ALLMENNING_MODE": "test",
    "ALLMENNING_SECRET_KEY": "a key for tests only, long enough to be taken",
    "ALLMENNING_PUBLIC_SCHEME": "http",
    "ALLMENNING_PLATFORM_HOST": "allmenning.test",
    "ALLMENNING_STORAGE_URL": f"file://{FOLDER}/files",
    "ALLMENNING_SMTP_URL": f"folder://{FOLDER}/mail",
    "ALLMENNING_MAP_TILES_URL": "drawn:",
    "ALLMENNING_QUIET": "1",
    "ALLMENNING_LOG_FORMAT": "text",
    "ALLMENNING_PAGE_CACHE_MB": "8",
}
os.environ |= SETTINGS
