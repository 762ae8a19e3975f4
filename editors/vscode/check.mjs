// Holds the package against its server and its files: every command and setting of the manifest is known where it ends up.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { contributes } = manifest;

// What the server offers to run.
const message = (body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const initialize = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } });
const answered = spawnSync(process.env.NSE_FMT ?? "nse-fmt", ["lsp"], { input: message(initialize), encoding: "utf8" });
const { capabilities, serverInfo } = JSON.parse(answered.stdout.slice(answered.stdout.indexOf("{"))).result;
const offered = capabilities.executeCommandProvider.commands;
const own = ["nse.restart"];
const commands = contributes.commands.map(({ command }) => command);
assert.deepEqual(commands.filter((command) => !own.includes(command)).sort(), [...offered].sort());
assert.ok(contributes.menus.commandPalette.every(({ command }) => commands.includes(command)));
assert.equal(serverInfo.version, manifest.version);

// What the manifest names is in the package.
const packed = execFileSync("unzip", ["-Z1", "dist/nse-query.vsix"], { encoding: "utf8" }).split("\n");
const named = [
  manifest.main,
  ...contributes.grammars.map(({ path }) => path),
  ...contributes.jsonValidation.map(({ url }) => url),
  ...contributes.languages.map(({ configuration }) => configuration),
];
for (const file of named) {
  assert.ok(existsSync(file) && packed.includes(`extension/${file.replace(/^\.\//, "")}`), file);
}
const scope = JSON.parse(readFileSync("dist/nse.tmLanguage.json", "utf8")).scopeName;
assert.equal(contributes.grammars[0].scopeName, scope);

// Every setting is read, and nothing else is.
const source = readFileSync("src/extension.ts", "utf8");
const read = [...source.matchAll(/\.get(?:<[^>]*>)?\("([a-z]+)"/g)].map(([, name]) => `nse.${name}`);
const settings = Object.keys(contributes.configuration.properties).filter((name) => name !== "nse.trace.server");
assert.deepEqual([...new Set(read)].sort(), settings.sort());

// The bundle loads where an editor gives it `vscode`.
const stub = `
  const Module = require("node:module");
  const load = Module._load;
  const anything = () => new Proxy(class {}, { get: (target, name) => name === "prototype" ? target.prototype : anything() });
  Module._load = (name, ...rest) => name === "vscode" ? anything() : load(name, ...rest);
  const { activate, deactivate } = require("./dist/extension.js");
  if (typeof activate !== "function" || typeof deactivate !== "function") process.exit(1);
`;
execFileSync(process.execPath, ["-e", stub]);
console.log("vscode: the manifest, the package and the server agree");
