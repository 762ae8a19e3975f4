"""The protocol's corners, by pytest-lsp: pull diagnostics, UTF-8 positions, commands, settings, bytes that are no messages.

NSE_FMT is the server.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

SERVER = os.environ.get("NSE_FMT", "nse-fmt")
URI = "untitled:query"


def capabilities() -> lsp.ClientCapabilities:
    return lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf8]),
        text_document=lsp.TextDocumentClientCapabilities(
            diagnostic=lsp.DiagnosticClientCapabilities(),
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        ),
    )


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[SERVER, "lsp", "--now", "2026-11-15T12:00:00Z"]))
async def client(lsp_client: LanguageClient):
    result = await lsp_client.initialize_session(lsp.InitializeParams(capabilities=capabilities()))
    lsp_client.result = result
    yield
    await lsp_client.shutdown_session()


def open_text(client: LanguageClient, text: str, uri: str = URI) -> lsp.TextDocumentIdentifier:
    document = lsp.TextDocumentItem(uri=uri, language_id="nse", version=1, text=text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=document))
    return lsp.TextDocumentIdentifier(uri=uri)


async def pull(client: LanguageClient, document: lsp.TextDocumentIdentifier) -> list[lsp.Diagnostic]:
    report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(text_document=document))
    assert report.kind == "full"
    return list(report.items)


@pytest.mark.asyncio
async def test_positions_are_bytes(client: LanguageClient) -> None:
    assert client.result.capabilities.position_encoding == lsp.PositionEncodingKind.Utf8
    document = open_text(client, "any ~ 😀é and emial = x")
    found = [found for found in await pull(client, document) if found.code == "E0201"]
    assert found[0].range.start.character == len("any ~ 😀é and ".encode())
    change = lsp.TextDocumentContentChangePartial(range=found[0].range, text="email")
    version = lsp.VersionedTextDocumentIdentifier(uri=URI, version=2)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(text_document=version, content_changes=[change]))
    assert all(found.code != "E0201" for found in await pull(client, document))


@pytest.mark.asyncio
async def test_nothing_is_pushed_to_a_client_that_pulls(client: LanguageClient) -> None:
    document = open_text(client, "emial = x")
    (found,) = await pull(client, document)
    assert found.code_description is not None
    assert found.code_description.href.startswith("file://")
    assert client.diagnostics == {}


@pytest.mark.asyncio
async def test_everything_is_told_of_a_text(client: LanguageClient) -> None:
    document = open_text(client, "tag = {tag}\nand (\n  created in this month\n  or rating > 3\n)")
    place = lsp.Position(line=2, character=20)
    hover = await client.text_document_hover_async(lsp.HoverParams(text_document=document, position=place))
    assert "this month (2026-11-01 to 2026-11-30)" in hover.contents.value
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(text_document=document))
    assert [symbol.name for symbol in symbols] == ["tag = {tag}", "any of"]
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(text_document=document))
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(1, 3)]
    tokens = await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(text_document=document))
    assert len(tokens.data) % 5 == 0
    whole = lsp.Range(start=lsp.Position(0, 0), end=lsp.Position(5, 0))
    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(text_document=document, range=whole))
    assert [hint.label for hint in hints] == ["2026-11-01 to 2026-11-30"]
    grown = await client.text_document_selection_range_async(
        lsp.SelectionRangeParams(text_document=document, positions=[place])
    )
    assert grown[0].parent is not None
    edit = await client.text_document_rename_async(
        lsp.RenameParams(text_document=document, position=lsp.Position(0, 8), new_name="label")
    )
    assert edit.changes[URI][0].new_text == "{label}"


@pytest.mark.asyncio
async def test_commands_give_their_result(client: LanguageClient) -> None:
    open_text(client, "tag = vip and rating > 3")
    run = lsp.ExecuteCommandParams(command="nse.convertToJson", arguments=[URI])
    result = await client.workspace_execute_command_async(run)
    assert json.loads(result) == {"and": [{"tag": {"is": "vip"}}, {"rating": {"gt": 3}}]}
    run = lsp.ExecuteCommandParams(command="nse.explain", arguments=[URI])
    assert (await client.workspace_execute_command_async(run)).startswith("contacts tagged “vip”")
    assert len(client.messages) == 2


@pytest.mark.asyncio
async def test_a_fast_typist_is_kept_up_with(client: LanguageClient) -> None:
    document = open_text(client, "")
    text = "tag = vip and company last contacted in last 3 months"
    for version, character in enumerate(text, 2):
        end = lsp.Position(line=0, character=version - 2)
        change = lsp.TextDocumentContentChangePartial(range=lsp.Range(start=end, end=end), text=character)
        named = lsp.VersionedTextDocumentIdentifier(uri=URI, version=version)
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(text_document=named, content_changes=[change]))
    assert await pull(client, document) == []
    asked = [
        client.text_document_hover_async(lsp.HoverParams(text_document=document, position=lsp.Position(0, column)))
        for column in range(len(text))
    ]
    assert len(await asyncio.gather(*asked)) == len(text)


def frame(message: object) -> bytes:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def talk(sent: bytes) -> tuple[list[dict], int]:
    """What the server says to `sent`, after which its input ends, and its exit code."""
    done = subprocess.run([SERVER, "lsp"], input=sent, stdout=subprocess.PIPE, timeout=60, check=False)
    said, rest = [], done.stdout
    while rest:
        header, _, rest = rest.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        said.append(json.loads(rest[:length]))
        rest = rest[length:]
    return said, done.returncode


def test_what_is_no_message_does_not_end_it() -> None:
    sent = b"".join(
        [
            b"GET / HTTP/1.1\r\n\r\n",
            frame(b"{"),
            frame(b"\xff\xfe"),
            frame([]),
            frame({"jsonrpc": "2.0", "id": 5, "method": "textDocument/hover", "params": {}}),
            frame({"jsonrpc": "2.0", "id": 6, "method": ["initialize"]}),
            frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
            frame({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
            frame({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}),
            frame({"jsonrpc": "2.0", "method": "exit"}),
        ]
    )
    said, code = talk(sent)
    answers = {message["id"]: message for message in said if "id" in message}
    assert answers[5]["error"]["code"] == -32002
    assert answers[6]["error"]["code"] == -32600
    assert answers[1]["result"]["serverInfo"]["name"] == "nse-fmt"
    assert (answers[2]["result"], code) == (None, 0)


def test_a_client_that_is_gone_ends_it() -> None:
    start = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    assert talk(start)[1] == 1
    assert talk(start + b"Content-Length: 99999999999\r\n\r\n{")[1] == 1
    # Nobody reads.
    server = subprocess.Popen([SERVER, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdout.close()
    text = "emial = x\n" * 1000
    document = {"uri": URI, "languageId": "nse", "version": 1, "text": text}
    opened = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
    try:
        server.stdin.write(start + frame(opened) * 100)
        server.stdin.close()
    except BrokenPipeError:
        pass
    assert server.wait(timeout=60) == 1
