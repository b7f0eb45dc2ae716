"""PostgreSQL and Redis from wheels: for the demonstration, a developer's machine and the tests."""

from core.local.servers import LocalRedis, make_database, start_postgres

__all__ = ["LocalRedis", "make_database", "start_postgres"]
