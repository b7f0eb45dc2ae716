"""The modules with pages of the desk, for the one list in `tenants`. What has a fixed word stands before `/desk/{tenant}`."""

from tenants.desk import pages, visit_pages
from tenants.desk.cases import pages as case_pages
from tenants.desk.health import pages as health_pages
from tenants.desk.incidents import pages as incident_pages
from tenants.desk.launch import pages as launch_pages
from tenants.desk.operations import canary_pages
from tenants.desk.operations import pages as operation_pages
from tenants.desk.portfolio import pages as portfolio_pages

MODULES = (
    *(health_pages, portfolio_pages, case_pages, incident_pages),
    *(canary_pages, operation_pages, launch_pages, pages, visit_pages),
)
