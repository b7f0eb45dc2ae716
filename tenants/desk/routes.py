"""The modules with pages of the desk, for the one list in `tenants`."""

from tenants.desk import pages, visit_pages
from tenants.desk.health import pages as health_pages
from tenants.desk.portfolio import pages as portfolio_pages

MODULES = (health_pages, portfolio_pages, pages, visit_pages)
