"""Codes by themselves: hashed, bound to tenant and purpose, counted one at a time."""

import asyncio

import pytest

from core.db import row
from core.people.codes import (
    REGISTER,
    SIGN_IN,
    CodeGone,
    WrongCode,
    data_of,
    issue_code,
    spend_code,
    sweep_codes,
)
from core.tenancy import Tenant, scope
from tests.account.steps import count_of, other_than
from tests.support.towns import Towns


async def test_code_is_kept_as_a_hash_only(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        issued = await issue_code(purpose=SIGN_IN, email="kari@example.org")
        kept = await row("SELECT * FROM sign_in_code WHERE id = $1", issued.id)
    assert len(issued.code) == 6
    assert issued.code.isdigit()
    assert issued.code not in str(kept)


async def test_code_serves_its_own_purpose_and_town_only(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        issued = await issue_code(purpose=SIGN_IN, email="kari@example.org")
        with pytest.raises(CodeGone):
            await spend_code(code_id=issued.id, purpose=REGISTER, code=issued.code)
        kept = await row("SELECT code_hash FROM sign_in_code WHERE id = $1", issued.id)
    async with scope(two_towns.b):
        there = await issue_code(purpose=SIGN_IN, email="kari@example.org")
        other = await row("SELECT code_hash FROM sign_in_code WHERE id = $1", there.id)
    assert kept != other or issued.code != there.code
    async with scope(two_towns.a):
        proven = await spend_code(code_id=issued.id, purpose=SIGN_IN, code=issued.code)
    assert proven.email == "kari@example.org"


async def test_data_comes_back_once(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        issued = await issue_code(purpose=REGISTER, email="k@example.org", data={"name": "Kari"})
        assert await data_of(code_id=issued.id, purpose=REGISTER) == {"name": "Kari"}
        proven = await spend_code(code_id=issued.id, purpose=REGISTER, code=issued.code)
        assert proven.data == {"name": "Kari"}
        with pytest.raises(CodeGone):
            await data_of(code_id=issued.id, purpose=REGISTER)


async def _guess(tenant: Tenant, code_id: int, code: str) -> str:
    async with scope(tenant):
        try:
            await spend_code(code_id=code_id, purpose=SIGN_IN, code=code)
        except (WrongCode, CodeGone) as refused:
            return type(refused).__name__
        return "in"


async def test_guesses_at_the_same_moment_are_counted_one_by_one(two_towns: Towns) -> None:
    async with scope(two_towns.a):
        issued = await issue_code(purpose=SIGN_IN, email="kari@example.org")
    wrong = other_than(issued.code)
    guesses = [asyncio.create_task(_guess(two_towns.a, issued.id, wrong)) for _n in range(12)]
    said = [await guess for guess in guesses]
    assert said.count("WrongCode") == 4
    assert said.count("CodeGone") == 8
    assert await _guess(two_towns.a, issued.id, issued.code) == "CodeGone"


async def test_sweep_takes_old_codes_only(two_towns: Towns) -> None:
    async with scope(two_towns.b):
        await issue_code(purpose=SIGN_IN, email="kari@example.org")
        await row("UPDATE sign_in_code SET expires_at = now() - interval '2 days'")
        fresh = await issue_code(purpose=SIGN_IN, email="kari@example.org")
        await sweep_codes()
        left = await row("SELECT id FROM sign_in_code")
    assert left == {"id": fresh.id}
    assert await count_of(two_towns.b, "sign_in_code") == 1
