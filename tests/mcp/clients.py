"""Real clients against `nse-fmt mcp`: PyPI's `mcp` in both eras of the protocol, and `fastmcp`.

    python tests/mcp/clients.py configuration.json

The configuration is that of an application: editors/README.md has one.
"""

import asyncio
import json
import sys
from pathlib import Path

from fastmcp import Client as FastClient
from fastmcp.client.transports import StdioTransport
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

WRONG = {"and": [{"first name": {"contains": "Jon"}}, {"email": {"is_not_empty": True}}]}
RIGHT = {"and": [{"first name": {"contain": "Jon"}}, {"email": {"is_empty": False}}]}


def held(name: str, condition: bool, seen: object) -> None:
    if not condition:
        sys.exit(f"{name}: {seen!r}")


async def converse(name: str, client) -> None:
    """What any client does: it looks around, asks wrongly, is told what to write, and asks again."""
    tools = await client.list_tools()
    tools = getattr(tools, "tools", tools)
    held(name, len(tools) == 8 and all(tool.title for tool in tools), tools)
    wrong = await call(client, "check_query", {"query": WRONG})
    held(name, error_of(wrong) and "write instead" in wrong.content[0].text, wrong)
    fixed = data_of(wrong)["fixed"]["query"]
    right = await call(client, "check_query", {"query": fixed})
    held(name, not error_of(right) and data_of(right)["json"] == RIGHT, right)
    found = await call(client, "search_contacts", {"query": "tag is not empty", "limit": 1})
    held(name, data_of(found)["matched"] >= 1 and len(data_of(found)["contacts"]) == 1, found)
    refused = await call(client, "guard_deletion", {"query": "tag = spam or tag != spam"})
    held(name, error_of(refused) and data_of(refused)["allowed"] is False, refused)
    read = await client.read_resource("nse://language")
    read = getattr(read, "contents", read)
    held(name, "email is not empty" in read[0].text, read)
    prompt = await client.get_prompt("query_from_wish", {"wish": "my VIPs"})
    held(name, "my VIPs" in prompt.messages[0].content.text, prompt)
    print(f"{name}: holds")


async def call(client, tool: str, arguments: dict):
    if isinstance(client, FastClient):
        return await client.call_tool(tool, arguments, raise_on_error=False)
    return await client.call_tool(tool, arguments)


def error_of(result) -> bool:
    return bool(result.is_error)


def data_of(result) -> dict:
    return result.structured_content


async def main(configuration: Path) -> None:
    server = json.loads(configuration.read_text(encoding="utf-8"))["mcpServers"]["nimble"]
    program, arguments = server["command"], server["args"]
    for mode in ["legacy", "2026-07-28"]:
        transport = stdio_client(StdioServerParameters(command=program, args=arguments))
        async with Client(transport, mode=mode) as client:
            await converse(f"mcp, {mode}", client)
    async with FastClient(StdioTransport(program, arguments)) as client:
        await converse("fastmcp", client)


asyncio.run(main(Path(sys.argv[1])))
