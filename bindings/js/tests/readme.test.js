// Every block of the README, run: what it prints stands below each `console.log`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";

const root = new URL("../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
const folder = mkdtempSync(new URL("tests/readme-", root).pathname);
test.after(() => rmSync(folder, { recursive: true }));

// A block for the browser is part of a page that another test opens in Chromium.
const pages = new URL("tests/pages/", root);
const files = readdirSync(pages).map((name) => readFileSync(new URL(name, pages), "utf8"));
const shown = [...readme.matchAll(/```(?:js|html) browser\n(.*?)```/gs)].map(([, code]) => code);
shown.forEach((code, index) => test(`browser block ${index + 1}`, () => assert.ok(files.some((file) => file.includes(code)), code)));

test("there are blocks", () => assert.ok(blocks.length >= 6 && shown.length >= 1));

blocks.forEach((code, index) => {
  test(`block ${index + 1}`, () => {
    const file = `${folder}/${index}.mjs`;
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { encoding: "utf8" });
    const expected = [...code.matchAll(/^ *\/\/ ?(.*)$/gm)].map(([, line]) => `${line}\n`).join("");
    assert.equal(printed, expected);
  });
});
