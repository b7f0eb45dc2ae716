"""Work for later: asked for in the transaction that needs it, done at least once, in the tenant's scope."""

from core.jobs.declare import QUEUES, GiveUp, Job, UnknownJob, install_jobs, job, job_named
from core.jobs.failed import FailedJob, drop_failed, failed_count, failed_jobs, retry_failed, waiting_count
from core.jobs.figures import Swept, last_swept
from core.jobs.outbox import enqueue
from core.jobs.progress import (
    JobCancelled,
    JobProgress,
    JobState,
    ask_to_cancel,
    progress_of,
    report_progress,
)
from core.jobs.schedule import Daily, Hourly
from core.jobs.worker import run_worker, stop_on_signals

__all__ = [
    "QUEUES",
    "Daily",
    "FailedJob",
    "GiveUp",
    "Hourly",
    "Job",
    "JobCancelled",
    "JobProgress",
    "JobState",
    "Swept",
    "UnknownJob",
    "ask_to_cancel",
    "drop_failed",
    "enqueue",
    "failed_count",
    "failed_jobs",
    "install_jobs",
    "job",
    "job_named",
    "last_swept",
    "progress_of",
    "report_progress",
    "retry_failed",
    "run_worker",
    "stop_on_signals",
    "waiting_count",
]
