"""The JSON interface under schemathesis: whatever is asked, the answer is never a 5xx."""

from __future__ import annotations

from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from sayso.web.app import create_app

HOST = {"Host": "127.0.0.1"}


def test_no_request_breaks_the_server(record_path: Path) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(record_path), headers=HOST)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 8
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def asks(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=HOST, checks=[not_a_server_error])

        asks()
