// The playground in Chromium, as it is built: under its policy, offline, by file, by link, in light and in dark.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { contactsOf } from "../playground/contacts.js";
import { browse, until, violations } from "./browser.js";

const root = new URL("../", import.meta.url).pathname;
const data = new URL(process.env.NSE_CORPORA ?? "../../../tests/", import.meta.url);
const site = mkdtempSync(join(tmpdir(), "nse-playground-"));
execFileSync(process.execPath, [join(root, "playground/build.mjs"), site]);
const policy = /content-security-policy" content="([^"]+)"/.exec(readFileSync(join(site, "index.html"), "utf8"))[1];
const browser = await browse(site, () => policy);
test.after(async () => {
  await browser.close();
  rmSync(site, { recursive: true });
});

async function opened(hash = "", options = {}) {
  const { page, said } = await browser.open(`/${hash}`, { timezoneId: "Europe/Berlin", ...options });
  await page.waitForSelector("body[data-ready]", { timeout: 30_000 });
  return { page, said, of: (id) => page.locator(`#${id}`).innerText(), box: page.getByRole("combobox", { name: "Query" }) };
}

test("text, JSON, English, request and code of one query", async () => {
  const { page, said, of, box } = await opened();
  assert.equal(await box.inputValue(), "tag = vip and created in last 3 months");
  await box.fill("name ~ Jon and tag = vip");
  assert.equal(await of("meaning"), "Contacts whose name contains the word “Jon”, tagged “vip”.");
  assert.equal(await of("text"), "name ~ Jon and tag = vip");
  assert.deepEqual(JSON.parse(await page.locator("#json").inputValue()), { and: [{ names: { contain: "Jon" } }, { tag: { is: "vip" } }] });
  assert.match(await of("request"), /^GET \/api\/v1\/contacts\nquery=\{"and".*\n\ncurl /);
  await page.locator("#client").selectOption("python");
  assert.match(await of("request"), /import /);
  await page.getByLabel("that deletes them").check();
  assert.match(await of("request"), /^DELETE /);
  await box.fill("tag = a or tag != a");
  assert.match(await of("request"), /^Refused: .*every contact/);

  // And back from JSON.
  await page.locator("#json").fill('{"or": [{"tag": {"is": "a"}}, {"rating": {"gt": 3}}]}');
  assert.equal(await box.inputValue(), "tag = a or rating > 3");
  await page.locator("#json").fill('{"names": {"is": "Jon"}}');
  assert.match(await of("json-problem"), /does not support/);
  assert.equal(await box.inputValue(), "tag = a or rating > 3");

  // A mistake, and its fix.
  await page.getByRole("button", { name: "tag == vip && rating > 3" }).click();
  assert.equal(await of("meaning"), "There is a mistake.");
  await page.getByRole("button", { name: "use =", exact: true }).click();
  await page.getByRole("button", { name: /and/ }).filter({ hasText: "use" }).click();
  await until(() => box.inputValue(), "tag = vip and rating > 3");
  assert.equal(await of("text"), "tag = vip and rating > 3");
  assert.deepEqual(said, []);
  await page.close();
});

test("a link carries the query, with its moving dates", async () => {
  const { page, of, box } = await opened(`#${encodeURIComponent('created in today and title = "100% 😀 CEO"')}`);
  assert.equal(await box.inputValue(), 'created in today and title = "100% 😀 CEO"');
  assert.match(await of("text"), /^created in today/);
  await box.fill("tag = später");
  await until(() => page.evaluate(() => location.hash), "#tag%20%3D%20sp%C3%A4ter");
  await page.evaluate(() => { location.hash = "rating > 3"; });
  await until(() => box.inputValue(), "rating > 3");
  await page.evaluate(() => { location.hash = "100%"; });
  await until(() => box.inputValue(), "100%");
  await page.close();
});

test("contacts and metadata are read without the net", async () => {
  const { page, said, of, box } = await opened();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  await box.fill("tag = vip and name ~ jon");
  await page.locator("#contacts-file").setInputFiles(new URL("cli/contacts.ndjson", data).pathname);
  await until(() => of("count"), "1 of 3 contacts found.");
  await page.getByText("Jón Ferrara (5049fb849b85f669e40000dc)").click();
  await until(() => of("found pre"), "✓ all of:\n  ✓ tag = vip  «VIP»\n  ✓ name ~ jon  «Jón» Ferrara");
  await page.getByLabel("show those that are not found").check();
  assert.equal(await page.locator("#found li").count(), 3);

  // One that cannot be read is told, and dropped in rather than chosen.
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['{"id": "1", "tags": ["vip"], "fields": {"first name": [{"value": "<b>Jon</b>"}]}}\n{"no": "id"}\n{"id": "2"}'], "x.ndjson"));
    document.getElementById("contacts-drop").dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await until(async () => /^1 of 3 contacts found\. 1 cannot be read: Contact 2: /.test(await of("count")), true);
  assert.equal(await page.locator("#found b").count(), 0);

  await page.locator("#metadata-file").setInputFiles(new URL("cli/account.json", data).pathname);
  await until(async () => /^account\.json: \d+ fields of the account: .*Shoe size/.test(await of("account")), true);
  await box.fill("Shoe size > 42");
  assert.equal(await of("text"), 'custom."Shoe size" > 42');
  const bad = join(site, "bad.json");
  writeFileSync(bad, "nothing");
  await page.locator("#metadata-file").setInputFiles(bad);
  await until(async () => /^bad\.json: /.test(await of("account")) && !/fields of/.test(await of("account")), true);
  await page.locator("#contacts-file").setInputFiles(bad);
  await until(() => of("count"), "bad.json: This is neither JSON nor a contact a line.");
  assert.deepEqual(requests.filter((url) => !url.endsWith("/icon.svg")), []); // the browser asks for the icon where the address changes
  assert.deepEqual(said, []);
  await page.close();
});

test("contacts of a file, in each of its forms", () => {
  const [a, b] = ['{"id":"1"}', '{"id":"2"}'];
  for (const text of [`[${a}, ${b}]`, `{"resources": [${a}, ${b}], "meta": {}}`, `${a}\n\n${b}\n`]) assert.deepEqual(contactsOf(text), [a, b]);
  assert.deepEqual(contactsOf(a), [a]);
  assert.throws(() => contactsOf("id,name"), /neither/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    const { page, of, box } = await opened("", { colorScheme, viewport: { width: 1000, height: 1200 } });
    await box.fill("tag = vip and (rating > 3 or name ~ jon)");
    await page.locator("#contacts-file").setInputFiles(new URL("cli/contacts.ndjson", data).pathname);
    await until(() => of("count"), "1 of 3 contacts found.");
    await page.locator("#found summary").first().click();
    await page.keyboard.press("Escape");
    assert.deepEqual(await violations(page), []);
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `playground-${colorScheme}.png`), fullPage: true });
    await box.fill("name = Jon");
    await page.waitForSelector(".mistake");
    await page.setViewportSize({ width: 360, height: 800 });
    assert.deepEqual(await violations(page), [], "narrow, with a mistake");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `playground-narrow-${colorScheme}.png`), fullPage: true });
    await page.close();
  });
}
