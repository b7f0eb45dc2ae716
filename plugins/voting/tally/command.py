"""`allmenning tally FILE`: count a published vote again. Needs no database, no network and no account."""

from pathlib import Path
from typing import Annotated

import typer

from plugins.voting.ballot.codes import read_code
from plugins.voting.counting.pabulib import MOST_BYTES, NotPabulib
from plugins.voting.counting.rules import UnknownRule
from plugins.voting.tally.package import RECEIPTS, BrokenPackage, unzipped
from plugins.voting.tally.recount import NoRule, Recount, recount, say_parameters

DIFFERS = 2


def tally(
    file: Annotated[
        Path,
        typer.Argument(
            help="a Pabulib file (.pb), or a whole tally package (.zip)", exists=True, dir_okay=False
        ),
    ],
    rule: Annotated[
        str,
        typer.Option(help="another rule than the file's: greedy_votes, greedy_votes_per_cost, equal_shares"),
    ] = "",
    receipt: Annotated[str, typer.Option(help="look for this receipt in the package")] = "",
) -> None:
    """Count a published vote again, to the last option. Ends with 2 when the result is another than the published one."""
    try:
        files = _files(file)
        counts = {name: recount(text, rule=rule) for name, text in _elections(files)}
    except (NotPabulib, NoRule, UnknownRule, BrokenPackage, UnicodeDecodeError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for name, each in counts.items():
        _say(name, each)
    if receipt:
        _say_receipt(files, receipt)
    if not rule and not all(each.same for each in counts.values()):
        raise typer.Exit(DIFFERS)


def _files(path: Path) -> dict[str, bytes]:
    if path.stat().st_size > MOST_BYTES:
        raise NotPabulib(f"{path.name} is bigger than {MOST_BYTES // 2**20} MB")
    content = path.read_bytes()
    return unzipped(content) if path.suffix.lower() == ".zip" else {path.name: content}


def _elections(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """All of them, where the file is no package whatever it is called."""
    found = [name for name in files if len(files) == 1 or name.endswith(".pb")]
    return [(name, files[name].decode("utf-8-sig")) for name in sorted(found)]


def _say(name: str, counted: Recount) -> None:
    election, outcome = counted.table.election, counted.outcome
    typer.echo(
        f"{name}: {election.voters} ballots, {len(election.options)} options, budget {election.budget}"
    )
    typer.echo(
        f"rule: {counted.rule.id} {counted.rule.version} {say_parameters(counted.parameters)}".rstrip()
    )
    for each in outcome.decisions:
        if each.funded:
            option = election.by_key[each.key]
            typer.echo(f"  {each.key}\t{each.score}\t{option.cost}\t{option.name}")
    for tie in outcome.ties:
        typer.echo(f"tie at turn {tie.turn}: {', '.join(tie.keys)}, decided by {tie.by}")
    typer.echo(
        f"{len(outcome.winners)} funded, {outcome.spent} spent, {election.budget - outcome.spent} left"
    )
    typer.echo(f"result: sha256 {counted.digest}")
    for sentence in _verdict(counted):
        typer.echo(sentence)


def _verdict(counted: Recount) -> list[str]:
    if not counted.published:
        return ["the file names no winners to compare with"]
    if counted.same:
        return ["the same as published"]
    others = [f"not the same as published: {', '.join(counted.differs)}"] if counted.differs else []
    return [*others, *counted.broken]


def _say_receipt(files: dict[str, bytes], receipt: str) -> None:
    listed = files.get(RECEIPTS, b"").decode().split()
    typed = receipt.strip().upper()
    wanted = read_code(typed) or typed
    typer.echo(
        f"receipt {wanted}: {'in the list' if wanted in listed else 'NOT in the list'} of {len(listed)}"
    )
