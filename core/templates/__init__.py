"""The templates of the host and of the plugins, for pages and for paper."""

from core.templates.environment import (
    FRONTEND,
    draw_beside,
    environment,
    install_templates,
    render_template,
    static,
)

__all__ = ["FRONTEND", "draw_beside", "environment", "install_templates", "render_template", "static"]
