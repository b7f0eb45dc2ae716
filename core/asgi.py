"""What the web server loads: `core.asgi:app`."""

from core.app import make_app

app = make_app()
