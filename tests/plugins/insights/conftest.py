"""A language model service that answers as a test says."""

from collections.abc import Iterator

import pytest
from llmock.pytest_plugin import LLMock

from core.settings import settings


@pytest.fixture
def service(llmock: LLMock, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address, which the operator lets places use."""
    monkeypatch.setenv("SENSEMAKING_HOSTS", llmock.url.removeprefix("http://"))
    settings.cache_clear()
    yield llmock.base_url("openai")
    monkeypatch.undo()
    settings.cache_clear()
