// The search box in Chromium: by keyboard, by mouse, for a screen reader, in light and in dark.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";

import { SearchBox } from "nse-query/search-box";
import { browse, until, violations } from "./browser.js";

const root = new URL("../", import.meta.url).pathname;
const site = mkdtempSync(join(tmpdir(), "nse-search-box-"));
await build({ entryPoints: [join(root, "tests/pages/search-box.js")], bundle: true, format: "esm", outfile: join(site, "main.js"), absWorkingDir: root });
copyFileSync(join(root, "dist/nse_query.wasm"), join(site, "nse_query.wasm"));
copyFileSync(join(root, "tests/pages/search-box.html"), join(site, "index.html"));
copyFileSync(join(root, "tests/pages/search-box.css"), join(site, "style.css"));
const browser = await browse(site, () => "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
test.after(async () => {
  await browser.close();
  rmSync(site, { recursive: true });
});

async function opened(options) {
  const { page, said } = await browser.open("/", options);
  await page.waitForSelector("body[data-ready]", { timeout: 20_000 });
  const input = page.getByRole("combobox", { name: "Find contacts" });
  await input.focus();
  return {
    page, said, input,
    text: () => input.inputValue(),
    options: () => page.getByRole("option").locator("span:first-child").allInnerTexts(),
    underlined: async () => (await page.locator(".has-error, .has-warning").allInnerTexts()).join(""),
    event: async (name) => JSON.parse((await page.getAttribute("body", `data-${name}`)) ?? "null"),
  };
}

test("importing it on a server does nothing", () => assert.equal(typeof SearchBox, "function"));

test("a query is written, mended and sent by keyboard only", async () => {
  const { page, said, input, text, options, underlined, event } = await opened();
  await page.keyboard.type("comp");
  await until(options, ["company name", "employer", "company last contacted"]);
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  assert.equal(await input.getAttribute("aria-activedescendant"), "offer-2");
  assert.equal(await page.locator('[aria-selected="true"] span').first().innerText(), "company last contacted");
  await page.keyboard.press("Enter");
  await until(text, "company last contacted ");
  assert.ok((await options()).includes("is empty"));
  await page.keyboard.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  await page.keyboard.type("is empty and tag = ");
  await until(options, ["vip", "very important"]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await until(text, 'company last contacted is empty and tag = "very important"');
  await page.keyboard.press("Enter");
  assert.deepEqual(await event("submit"), {
    text: 'company last contacted is empty and tag = "very important"',
    json: '{"and":[{"company last contacted":{"is_empty":true}},{"tag":{"is":"very important"}}]}',
    url: (await event("change")).url,
    codes: [],
  });

  // A wrong query is not sent; Tab goes to its fix.
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('title = "😀 CEO" and rating == 3');
  assert.deepEqual((await event("change")).codes, ["E0114"]);
  assert.equal((await event("change")).json, undefined);
  await page.keyboard.press("Enter");
  assert.notEqual((await event("submit")).text, await text());
  assert.equal(await underlined(), "==");
  assert.equal(await input.getAttribute("aria-invalid"), "true");
  assert.match(await page.getByRole("status").innerText(), /^`==` is not an operator here/);
  await page.keyboard.press("Tab"); // the button
  await page.keyboard.press("Tab"); // the fix
  await page.keyboard.press("Space");
  await until(text, 'title = "😀 CEO" and rating = 3');
  assert.equal(await underlined(), "");
  assert.equal(await page.getByRole("listitem").count(), 0);
  await page.keyboard.press("Control+z");
  await until(text, 'title = "😀 CEO" and rating == 3');
  assert.deepEqual(said.filter((line) => !line.startsWith("https://app.nimble.com/")), []);
  await page.close();
});

test("a mouse does the same", async () => {
  const { page, said, text, event } = await opened();
  await page.keyboard.type("tag = v");
  await page.getByRole("option", { name: "very important" }).click();
  await until(text, 'tag = "very important"');
  await page.getByRole("button", { name: "Search" }).click();
  assert.equal((await event("submit")).json, '{"tag":{"is":"very important"}}');
  assert.equal(said.length, 1);
  await page.close();
});

test("what is pasted or set keeps its meaning on one line", async () => {
  const { page, text, underlined, event } = await opened();
  const set = (value) => page.evaluate((value) => { document.querySelector("nse-search-box").value = value; }, value);
  await set("tag = vip // the best\n  and created in today\n");
  assert.equal(await text(), "tag = vip and created in today");
  await set('{"and": [{"tag": {"is": "vip"}},\n {"rating": {"gt": 3}}]}');
  assert.equal(await text(), "tag = vip and rating > 3");
  await set('{"tag":');
  assert.ok((await underlined()).length > 0);
  assert.equal(await event("change"), null, "a program's own change is no event");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "tag = a // x\nor tag = b");
    const input = document.querySelector("nse-search-box").shadowRoot.querySelector("input");
    input.select();
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await until(text, "tag = a or tag = b");
  assert.equal((await event("change")).json, '{"or":[{"tag":{"is":"a"}},{"tag":{"is":"b"}}]}');
  await set('tag = "<img src=x onerror=alert(1)>"');
  assert.equal(await page.locator("img").count(), 0);
  await set("");
  await page.evaluate(() => document.querySelector("nse-search-box").submit());
  assert.equal(await event("submit"), null, "an empty text finds nothing rather than everything");
  await page.close();
});

test("the letters and their colours stand at the same places, however far it is scrolled", async () => {
  const { page, input } = await opened({ viewport: { width: 500, height: 300 } });
  await page.keyboard.type(`tag = "${"😀 long ".repeat(12)}" and rating > 3`);
  await until(() => input.evaluate((input) => input.scrollLeft > 0 && input.scrollLeft === input.getRootNode().querySelector(".colours").scrollLeft), true);
  await page.keyboard.press("Home");
  await until(() => input.evaluate((input) => input.getRootNode().querySelector(".colours").scrollLeft), 0);
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    const { page, options } = await opened({ colorScheme, viewport: { width: 900, height: 420 } });
    assert.deepEqual(await violations(page), [], "empty");
    await page.keyboard.type('name ~ Jon and tag = "VIP" and created in last 3 months and rating == 4 and ');
    await page.keyboard.press("ArrowDown");
    assert.ok((await options()).length > 10);
    await page.waitForSelector(".mistake");
    assert.deepEqual(await violations(page), [], "offers");
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `search-box-${colorScheme}-offers.png`), clip: { x: 16, y: 76, width: 868, height: 290 } });
    await page.keyboard.press("Escape");
    await page.evaluate(() => { document.querySelector("nse-search-box").value = "name = Jon and tag = vip and created in last 3 months and rating == 4 and tag = vip"; });
    assert.deepEqual(await violations(page), [], "mistakes");
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `search-box-${colorScheme}.png`) });
    await page.close();
  });
}
