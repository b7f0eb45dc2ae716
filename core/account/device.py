"""What a person would call the device: enough to know one's own again, and no more than that is kept."""

_BROWSERS = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("vivaldi", "Vivaldi"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("android", "Android"),
    ("windows", "Windows"),
    ("mac os", "Mac"),
    ("cros", "Chromebook"),
    ("linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """'Firefox, Windows'; empty where it says nothing that we know."""
    agent = user_agent[:400].lower()
    return ", ".join(found for known in (_BROWSERS, _SYSTEMS) if (found := _first(known, agent)))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in known if mark in agent), "")
