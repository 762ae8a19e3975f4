"""What a keystroke costs the language server, in processor time: a query of 1,000 clauses is changed by a character, and the
client asks for diagnostics, completion and semantic tokens.

    cargo build --release --locked && python3 benches/lsp.py target/release/nse-fmt

With `--ruff PATH` it does the same with `ruff server` and a Python file of that size (ruff has no completion and no tokens: only
diagnostics are asked for).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

CLAUSES = 1000
STROKES = 200


class Server:
    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.asked = 0

    def send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> dict:
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                sys.exit("the server is gone")
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def ask(self, method: str, params: dict | None) -> object:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.read()
            if "method" not in message and message.get("id") == self.asked:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]

    def seconds(self) -> float:
        """The processor time of all its threads."""
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            try:
                with open(f"/proc/{self.process.pid}/task/{task}/schedstat") as stat:
                    total += int(stat.read().split()[0])
            except FileNotFoundError:
                pass
        return total / 1e9


def measure(command: list[str], uri: str, language: str, lines: list[str], features: bool) -> float:
    server = Server(command)
    capabilities = {"textDocument": {"diagnostic": {}}}
    server.ask("initialize", {"capabilities": capabilities, "processId": None, "rootUri": None})
    server.send({"method": "initialized", "params": {}})
    text = "\n".join(lines) + "\n"
    document = {"uri": uri, "languageId": language, "version": 0, "text": text}
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    named = {"textDocument": {"uri": uri}}
    server.ask("textDocument/diagnostic", named)
    line = CLAUSES // 2
    place = {"line": line, "character": len(lines[line])}
    before = server.seconds()
    for stroke in range(STROKES):
        # A character is typed, and taken back by the next stroke.
        typed = stroke % 2 == 0
        end = {"line": line, "character": place["character"] + (0 if typed else 1)}
        change = {"range": {"start": place, "end": end}, "text": "1" if typed else ""}
        params = {"textDocument": {"uri": uri, "version": stroke + 1}, "contentChanges": [change]}
        server.send({"method": "textDocument/didChange", "params": params})
        server.ask("textDocument/diagnostic", named)
        if features:
            server.ask("textDocument/completion", {**named, "position": place})
            server.ask("textDocument/semanticTokens/full", named)
    spent = (server.seconds() - before) / STROKES
    server.ask("shutdown", None)
    server.send({"method": "exit"})
    server.process.stdin.close()
    server.process.wait()
    return spent * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nse_fmt")
    parser.add_argument("--ruff")
    parser.add_argument("--most", type=float, help="fail where a keystroke takes more milliseconds")
    arguments = parser.parse_args()
    fields = ["tag = vip", "rating > 3", "created in last 3 months", "employer ~ Nimble", "email is not empty"]
    query = [f"{'' if number == 0 else 'or '}{fields[number % 5]}" for number in range(CLAUSES)]
    spent = measure([arguments.nse_fmt, "lsp"], "untitled:query.nse", "nse", query, features=True)
    size = sum(len(line) + 1 for line in query)
    print(f"nse-fmt lsp, {CLAUSES} clauses ({size} bytes): {spent:.2f} ms a keystroke, with diagnostics, completion and tokens")
    if arguments.ruff:
        python = [f"value_{number} = call({number}, key='vip')" for number in range(CLAUSES)]
        size = sum(len(line) + 1 for line in python)
        spent_ruff = measure([arguments.ruff, "server"], "file:///tmp/query.py", "python", python, features=False)
        print(f"ruff server, {CLAUSES} lines ({size} bytes): {spent_ruff:.2f} ms a keystroke, with diagnostics only")
    if arguments.most is not None and spent > arguments.most:
        sys.exit(f"more than {arguments.most} ms")


if __name__ == "__main__":
    main()
