"""The table that is printed and goes into the documentation."""

from typing import Any


def table(which: str, figures: dict[str, Any]) -> str:
    lines = [f"\n{figures['machine']}, {figures['at']}\n"]
    drawn = {
        "pages": _pages,
        "methods": _methods,
        "tenants": _tenants,
        "workshop": _workshop,
        "deliberation": _deliberation,
        "insights": _insights,
        "dashboards": _dashboards,
        "visits": _visits,
        "papers": _papers,
    }[which]
    return "\n".join(lines + drawn(figures))


def _methods(figures: dict[str, Any]) -> list[str]:
    lines = [
        "| method | SQL | page p50 ms | p95 ms | page and write /s | p50 ms | p99 ms | refused |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, f in figures["methods"].items():
        w = f["writes"]
        lines.append(
            f"| {name} | {f['queries']} | {f['p50']:.1f} | {f['p95']:.1f} | {w['per_second']:.0f} | {w['p50']:.0f} "
            f"| {w['p99']:.0f} | {w['refused']} |"
        )
    return lines


def _pages(figures: dict[str, Any]) -> list[str]:
    lines = [
        "| anonymous page | SQL | p50 ms | p95 ms | p50 ms, kept | page kB | first visit kB | requests |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, f in figures["pages"].items():
        lines.append(
            f"| {name} | {f['queries']} | {f['p50']:.1f} | {f['p95']:.1f} | {f['kept_p50']:.1f} | {f['page_bytes'] / 1000:.1f} "
            f"| {f['bytes'] / 1000:.0f} | {f['requests']} |"
        )
    for name, key in (("without the page memory", "load"), ("with it", "load_kept")):
        f = figures[key]
        lines.append(
            f"\nList, 32 connections, 2 workers, {name}: {f['per_second']:.0f} requests/s, p50 {f['p50']:.0f} ms, "
            f"p99 {f['p99']:.0f} ms, {f['server_errors']} server errors"
        )
    f = figures["reactions"]
    lines.append(
        f"\nReactions, 64 signed-in people at once: {f['per_second']:.0f}/s, {f['sent']} sent, {f['refused']} refused, "
        f"{f['lost_or_double']} lost or double"
    )
    lines.append(
        f"\nMemory of each worker afterwards: {figures['memory_mb']} MB; with the page memory {figures['memory_kept_mb']} MB"
    )
    return lines


def _tenants(figures: dict[str, Any]) -> list[str]:
    made, moved, served = figures["provision_ms"], figures["migrate_ms"], figures["serve"]
    lines = ["| 1,000 tenants | p50 | p95 |", "|---|---|---|"]
    if made:
        lines.append(f"| provision one | {made['p50']:.0f} ms | {made['p95']:.0f} ms |")
    lines += [
        f"| migrate one (4 in parallel) | {moved['p50']:.1f} ms | {moved['p95']:.1f} ms |",
        f"| migrate, wall time each | {moved['wall_ms_each']:.1f} ms | |",
        f"| front page, every tenant in turn, one process | {served['p50']:.1f} ms | {served['p95']:.1f} ms |",
        (
            f"\n{figures['relations']:,} relations, catalogue {figures['catalogue_mb']} MB, "
            f"backend after serving all: {served['backend_mb']} MB"
        ),
    ]
    return lines


def _workshop(figures: dict[str, Any]) -> list[str]:
    return [
        "| a workshop, 2 workers | |",
        "|---|---|",
        *(f"| {name} | {found} |" for name, found in figures.items() if name not in ("machine", "at")),
    ]


def _deliberation(figures: dict[str, Any]) -> list[str]:
    first, again = figures["runs"]
    return [
        "| 1,000 statements, 20,000 people | |",
        "|---|---|",
        f"| answers | {figures['votes']:,} |",
        f"| groups, first run | {first[0]} s, of which {first[1]} s of work in the process |",
        f"| groups, from the last run | {again[0]} s, of which {again[1]} s |",
        f"| memory of the process at its most | {figures['peak_mb']} MB |",
        f"| choose the next statement and keep an answer | {figures['answer_ms']} ms |",
    ]


def _insights(figures: dict[str, Any]) -> list[str]:
    return [
        "| the local engine | |",
        "|---|---|",
        *(f"| {name} | {found} |" for name, found in figures.items() if name not in ("machine", "at")),
    ]


def _dashboards(figures: dict[str, Any]) -> list[str]:
    return [
        f"| dashboard, {figures['lines']:,} lines in the log | p50 ms | p95 ms |",
        "|---|---|---|",
        *(f"| {name} | {f['p50']:.0f} | {f['p95']:.0f} |" for name, f in figures["views"].items()),
        f"\nThe whole log counted again and held against the figures: {figures['verified']:.0f} s",
    ]


def _visits(figures: dict[str, Any]) -> list[str]:
    return [
        "| a page with its visits counted, and not | |",
        "|---|---|",
        *(f"| {name} | {found} |" for name, found in figures.items() if name not in ("machine", "at")),
    ]


def _papers(figures: dict[str, Any]) -> list[str]:
    lines = [
        "| a report as PDF | pages | seconds | of work | memory at most | size |",
        "|---|---|---|---|---|---|",
    ]
    for name, f in figures.items():
        if name not in ("machine", "at"):
            lines.append(
                f"| {name} | {f['pages']} | {f['seconds']} | {f['cpu_seconds']} | {f['peak_mb']} MB | {f['kb']} kB |"
            )
    return lines
