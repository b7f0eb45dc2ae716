"""Figures for the operator at /metrics, in Prometheus' format."""

from prometheus_client import Counter, Histogram

_requests = Counter("allmenning_requests_total", "Requests answered", ["method", "status"])
_seconds = Histogram(
    "allmenning_request_seconds",
    "Time to answer",
    ["method"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def observe(method: str, status: int, seconds: float) -> None:
    known = method if method in ("GET", "HEAD", "POST") else "OTHER"
    _requests.labels(known, str(status)).inc()
    _seconds.labels(known).observe(seconds)
