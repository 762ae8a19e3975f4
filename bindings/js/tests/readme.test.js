// Every block of the README, run: what it prints stands below each `console.log`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";

const root = new URL("../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const folder = mkdtempSync(new URL("tests/readme-", root).pathname);
test.after(() => rmSync(folder, { recursive: true }));

test("there are blocks", () => assert.ok(blocks.length >= 6));

blocks.forEach((code, index) => {
  test(`block ${index + 1}`, () => {
    const file = `${folder}/${index}.mjs`;
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { encoding: "utf8" });
    const expected = [...code.matchAll(/^ *\/\/ ?(.*)$/gm)].map(([, line]) => `${line}\n`).join("");
    assert.equal(printed, expected);
  });
});
