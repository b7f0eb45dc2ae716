"""Figures for the operator at /metrics, in Prometheus' format."""

from datetime import UTC, datetime

from prometheus_client import Counter, Gauge, Histogram

from core.jobs import Swept

_requests = Counter("allmenning_requests_total", "Requests answered", ["method", "status"])
_seconds = Histogram(
    "allmenning_request_seconds",
    "Time to answer",
    ["method"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
_jobs = Gauge("allmenning_jobs", "Jobs in all outboxes: due now, and stopped for good", ["state"])
_oldest = Gauge("allmenning_jobs_oldest_seconds", "How long the oldest job that is due has waited")
_unread = Gauge("allmenning_places_unread", "Places whose outbox could not be read at the last sweep")
_silence = Gauge("allmenning_sweep_age_seconds", "Since a worker last looked into all outboxes")


def show_swept(swept: Swept) -> None:
    """The same for all web processes: the last sweep's."""
    _jobs.labels("due").set(swept.due)
    _jobs.labels("stopped").set(swept.stopped)
    _oldest.set(swept.oldest)
    _unread.set(swept.unread)
    _silence.set((datetime.now(UTC) - swept.at).total_seconds())


def observe(method: str, status: int, seconds: float) -> None:
    known = method if method in ("GET", "HEAD", "POST") else "OTHER"
    _requests.labels(known, str(status)).inc()
    _seconds.labels(known).observe(seconds)
