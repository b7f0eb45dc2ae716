"""The engine behind an address, over HTTP against a local service that also answers slowly, wrongly and not at all."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llmock.pytest_plugin import LLMock  # type: ignore[attr-defined]

from core.outside.sensemaking import Cite, Claim, Group, Item, SensemakerOut, TopicHint, Verdict, local_sensemaker
from core.outside.sensemaking.remote import Record, RemoteSensemaker, Service, Unreachable, checked_address, masked
