// The CodeMirror language: by itself, and in an editor in Chromium, by keyboard only.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { foldable, syntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { classHighlighter, highlightTree } from "@lezer/highlight";
import { build } from "esbuild";

import { NseQuery } from "nse-query";
import { nse as language } from "nse-query/codemirror";
import { browse, until } from "./browser.js";

const root = new URL("../", import.meta.url).pathname;
const nse = await NseQuery.load({ tags: ["vip"] });
const state = (doc) => EditorState.create({ doc, extensions: language(nse) });

test("tokens are what the compiler says they are", () => {
  const text = 'company last contacted in last 3 months and tag = "😀" // yes';
  const found = [];
  highlightTree(syntaxTree(state(text)), classHighlighter, (from, to, classes) => found.push(`${text.slice(from, to)} ${classes}`));
  assert.deepEqual(found, [
    "company tok-propertyName tok-definition", "last tok-propertyName tok-definition", "contacted tok-propertyName tok-definition", "in tok-operator", "last tok-keyword",
    "3 tok-number", "months tok-keyword", "and tok-keyword", "tag tok-propertyName tok-definition", "= tok-operator", '"😀" tok-string', "// yes tok-comment",
  ]);
});

test("a pair of parentheses is folded, an open one is not", () => {
  const folded = (text) => foldable(state(text), 0, text.indexOf("\n"));
  assert.deepEqual(folded("not (\n  tag = a\n  or (tag = b)\n)"), { from: 5, to: 31 });
  assert.equal(folded("not (\n  tag = a"), null);
  assert.equal(syntaxTree(state("((tag = a) or (")).length, 15);
});

test("hostile texts are shown too", () => {
  for (const text of ["(".repeat(20_000), `${"(".repeat(5_000)}tag = a${")".repeat(5_000)}`, "\ud800 = \udc00", '"', "tag = a or ".repeat(5_000)]) {
    const { length } = syntaxTree(state(text));
    assert.equal(length, text.length);
  }
});

test("a keystroke in a query of ten clauses is fast", () => {
  let now = state(Array.from({ length: 10 }, (_, index) => `tag = t${index}`).join(" and "));
  const keystroke = () => {
    now = now.update({ changes: { from: now.doc.length, insert: "x" } }).state;
    const text = now.doc.toString();
    nse.check(text);
    nse.complete(text, text.length);
  };
  for (let index = 0; index < 100; index++) keystroke();
  const started = performance.now();
  for (let index = 0; index < 100; index++) keystroke();
  const each = (performance.now() - started) / 100;
  assert.ok(each < 3, `${each} ms`);
});

test("an editor in Chromium, by keyboard only", async () => {
  const site = mkdtempSync(join(tmpdir(), "nse-codemirror-"));
  await build({ entryPoints: [join(root, "tests/pages/codemirror.js")], bundle: true, format: "esm", outfile: join(site, "main.js"), absWorkingDir: root });
  copyFileSync(join(root, "dist/nse_query.wasm"), join(site, "nse_query.wasm"));
  writeFileSync(join(site, "index.html"), '<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title><body><script type="module" src="main.js"></script>');
  const policy = "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'";
  const browser = await browse(site, () => policy);
  try {
    const { page, said } = await browser.open("/");
    await page.waitForSelector("body[data-ready]", { timeout: 20_000 });
    const text = () => page.locator(".cm-line").allInnerTexts().then((lines) => lines.join("\n"));
    const marked = () => page.locator(".cm-lintRange-error").allInnerTexts();
    const write = async (line) => {
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await page.keyboard.insertText(line);
    };
    await page.locator(".cm-content").focus();

    // A mistake after an emoji is underlined at its place, and its fix is applied there.
    await write('tag = "😀" and rating == 3');
    await until(marked, ["=="]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+M");
    await page.waitForSelector(".cm-panel-lint li");
    await page.keyboard.press("Home");
    await page.waitForSelector(".cm-panel-lint [aria-selected]");
    const panel = await page.locator(".cm-panel-lint").innerText();
    assert.match(panel, /`==` is not an operator here: expected `=`/);
    await page.keyboard.press("u"); // the key of `use =`
    await until(text, 'tag = "😀" and rating = 3');
    await until(marked, []);
    await page.keyboard.press("Escape");

    // Each offer replaces what it stands for.
    await write('tag = "😀" and company last c');
    await page.keyboard.press("Control+Space");
    await until(() => page.locator(".cm-tooltip-autocomplete li").first().innerText(), "company last contacted");
    await page.waitForTimeout(100); // CodeMirror takes no Enter sooner
    await page.keyboard.press("Enter");
    await until(text, 'tag = "😀" and company last contacted');
    await write("tag = v");
    await page.keyboard.press("Control+Space");
    await until(() => page.locator(".cm-tooltip-autocomplete li").allInnerTexts(), ["vip", "very important"]);
    await page.waitForTimeout(100);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(text, 'tag = "very important"');

    await write("NAME contains Jon AND tag is vip");
    await page.keyboard.press("Shift+Alt+f");
    await until(text, "name ~ Jon and tag = vip");

    // Hover is what a mouse asks for.
    await page.locator(".cm-line span", { hasText: "tag" }).first().hover();
    await page.waitForSelector(".cm-nse-hover");
    assert.match(await page.locator(".cm-nse-hover").innerText(), /^tag: tags, /);

    await page.evaluate(() => document.dispatchEvent(new Event("keystrokes")));
    const each = Number(await page.getAttribute("body", "data-each"));
    assert.ok(each > 0 && each < 3, `${each} ms a keystroke`);
    assert.deepEqual(said, []);
  } finally {
    await browser.close();
    rmSync(site, { recursive: true });
  }
});
