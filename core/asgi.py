"""What the web server loads: `core.asgi:app`."""

import gc

from core.app import make_app

app = make_app()

# All that was loaded stays for good: the collector need not look at it again, and a page's own garbage dies by itself.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
