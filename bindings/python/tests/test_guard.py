"""The published client `nimble-crm-mcp`, guarded as docs/guard-an-assistant.md says, against a local server."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "guard-an-assistant.md"

pytest.importorskip("nimble_crm_mcp.server")


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What a server that stands in for the service is asked for."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(json.loads(parse_qs(urlsplit(self.path).query)["query"][0]))
            body = b'{"meta": {"page": 1, "pages": 1, "per_page": 30, "total": 0}, "resources": []}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr("nimble_crm_mcp.client.BASE_URL", f"http://127.0.0.1:{server.server_port}/api/v1")
    yield asked
    server.shutdown()
    server.server_close()
    thread.join()


def guarded() -> Any:
    block = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]
    names: dict[str, Any] = {}
    exec(block, names)
    return names["server"]


def test_only_right_queries_are_sent(queries: list[Any]) -> None:
    server = guarded()
    # The operators that the tool's own description teaches.
    for wrong in ("contains", "does_not_contain", "is_not_empty"):
        answer = json.loads(server.search_contacts(json.dumps({"first name": {wrong: "Jon"}})))
        assert answer["status"] == "error" and "\nhelp: " in answer["message"]
    assert queries == []
    answer = json.loads(server.search_contacts(json.dumps({"and": [{"first name": {"contain": "Jon"}}, {"email": {"is_empty": False}}]})))
    assert answer["resources"] == []
    assert queries == [{"and": [{"first name": {"contain": "Jon"}}, {"email": {"is_empty": False}}]}]
