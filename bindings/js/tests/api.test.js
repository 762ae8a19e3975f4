// What the package promises, as a program calls it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import test from "node:test";

import { NseError, NsePanic, NseQuery, Query } from "nse-query";
import { ContactError, NseQuery as Evaluator } from "nse-query/eval";

const now = new Date("2026-11-15T23:30:00Z");
const metadata = { tabs: [{ members: [
  { type: "field", name: "Shoe size", field_type: { field_kind: "number" } },
  { type: "field", name: "Contract end", field_type: { field_kind: "datetime" } },
] }] };
const nse = await NseQuery.load({ now, metadata, tags: ["vip", "very important"] });
const evaluator = await Evaluator.load({ now, timeZone: "Europe/Berlin" });
const contact = { id: "1", tags: [{ tag: "VIP" }], fields: { "first name": [{ value: "Jón" }] } };

test("a query is compiled, explained and sent", () => {
  const query = nse.compile("name ~ Jon and tag = vip");
  assert.deepEqual(query.toJSON(), { and: [{ names: { contain: "Jon" } }, { tag: { is: "vip" } }] });
  assert.equal(JSON.stringify({ query }), `{"query":${query.json}}`);
  assert.equal(`${query}`, "name ~ Jon and tag = vip");
  assert.equal(query.explain(), "contacts whose name contains the word “Jon”, tagged “vip”");
  assert.equal(nse.compile({ tag: { is: "vip" } }).text, "tag = vip");
  const request = nse.compile("tag = vip").toRequest({ sort: "created:desc", perPage: 100, fields: ["email"] });
  assert.deepEqual([request.method, request.path, request.params.sort, request.params.per_page], ["GET", "/api/v1/contacts", "created:desc", "100"]);
  assert.equal(new URL(request.url).searchParams.get("query"), '{"tag":{"is":"vip"}}');
  assert.ok(Object.isFrozen(query) && query instanceof Query);
});

test("a mistake is an error with its place in UTF-16 units", () => {
  assert.throws(() => nse.compile('tag = "😀" and name = Jon'), (error) => {
    assert.ok(error instanceof NseError);
    assert.match(error.message, /^`name` does not support `=`, at 20: .* \(E0203\)$/);
    assert.deepEqual(error.diagnostics[0].span, { start: 20, end: 21 });
    return true;
  });
  assert.deepEqual(nse.check("tag = vip"), []);
  assert.equal(nse.fix("tag == vip && rating > 3"), "tag = vip and rating > 3");
  assert.equal(nse.fix("tag = vip"), undefined);
});

test("parameters and operands are never read as filter text", () => {
  const hostile = 'x" or tag != "y';
  assert.deepEqual(nse.compile("tag = {tag}", { params: { tag: hostile } }).toJSON(), { tag: { is: hostile } });
  assert.deepEqual(nse.field("tag").is(hostile).toJSON(), { tag: { is: hostile } });
  assert.deepEqual(nse.compile("tag in {tags}", { params: { tags: ["a", "b,c"] } }).toJSON(), { tag: { in: ["a", "b,c"] } });
  assert.throws(() => nse.compile("tag = {tag}", { params: {} }), NseError);
  assert.throws(() => nse.compile("tag = {tag}", { params: { tag: null } }), /expected a string, a number/);
  assert.deepEqual(nse.parameters("rating > {least}").map(({ name, kind, span }) => [name, kind, span]), [["least", "number", { start: 9, end: 16 }]]);
  const days = { params: { since: new Date(0), until: now } };
  assert.match(nse.compile("created in {since}..{until}", days).text, /^created in 1970-01-01T00:00:00(\.000)?Z\.\.2026-11-15T23:30:00(\.000)?Z$/);
});

test("a builder refuses wrong pairs at once", () => {
  assert.equal(nse.field("Shoe size").gt(42).text, 'custom."Shoe size" > 42');
  assert.equal(nse.field("created").inLast(3, "month").text, "created in last 3 months");
  assert.equal(nse.field("birthday").betweenDays("20 Dec", "6 Jan").text, "birthday in 20 Dec..6 Jan");
  assert.equal(nse.field("rating").between(1, 3).text, "rating in 1..3");
  assert.equal(nse.field("email").isEmpty().not().or("tag = vip").text, "not email is empty or tag = vip");
  assert.equal(nse.field("tag").in(["a", "b"]).and(nse.field("email").isNotEmpty()).text, "tag in (a, b) and email is not empty");
  assert.throws(() => nse.field("name").is("Jon"), { name: "NseError", message: /does not support/ });
  assert.throws(() => nse.field("emial").is("x"), /unknown field/);
});

test("an editor is told what it asks for, in UTF-16 units", () => {
  const text = 'tag = "😀" and creat';
  const [offer] = nse.complete(text, text.length);
  assert.deepEqual([offer.insert, text.slice(offer.replace.start, offer.replace.end)], ["created", "creat"]);
  assert.ok(nse.complete("tag = ", 6).some(({ insert }) => insert === '"very important"'));
  const hover = nse.hover('name ~ "😀" and tag = vip', 16);
  assert.equal(hover.span.start, 16);
  assert.deepEqual(nse.highlight('tag = "😀"').at(-1), { role: "string", span: { start: 6, end: 10 } });
  assert.equal(nse.format("NAME contains Jon AND tag is vip"), "name ~ Jon and tag = vip");
  assert.ok(nse.fields().some(({ name, custom }) => custom && name === "Shoe size"));
  assert.equal(nse.schema().title, "NSE query");
});

test("moving dates are those of the time zone, in either module", async () => {
  assert.equal(nse.compile("created in today").text, "created in 2026-11-15");
  const berlin = await NseQuery.load({ now, timeZone: "Europe/Berlin" });
  for (const each of [berlin, evaluator]) {
    const query = each.compile("created in today");
    assert.equal(query.text, "created in 2026-11-16");
    assert.deepEqual(query.movingDates.map(({ text, from }) => [text, from]), [["today", "2026-11-16"]]);
  }
  await assert.rejects(NseQuery.load({ timeZone: "Berlin" }), RangeError);
  let clock = new Date("2026-01-01T00:00:00Z");
  const moving = await NseQuery.load({ now: () => clock });
  assert.equal(moving.compile("created in today").text, "created in 2026-01-01");
  clock = new Date("2026-01-02T00:00:00Z");
  assert.equal(moving.compile("created in today").text, "created in 2026-01-02");
});

test("what deletes too much is refused", () => {
  assert.equal(nse.toDeletion("tag = archived").method, "DELETE");
  assert.throws(() => nse.toDeletion("tag = archived or tag != archived"), /deletes every contact/);
  assert.throws(() => nse.toDeletion('curl "https://app.nimble.com/api/v1/contacts?query=%7B%22tag%22%3A%7B%22is%22%3A%22x%22%7D%7D"'), NseError);
});

test("queries are simplified and compared", () => {
  assert.equal(nse.compile("tag = vip and (tag = vip or rating > 3)").simplify().text, "tag = vip");
  assert.equal(nse.simplify("rating > 3 and rating < 2"), "nothing");
  assert.match(nse.diff("tag = vip", "tag = vip and rating > 3"), /^it finds (less|fewer)/);
});

test("contacts are found, and why", () => {
  const matcher = evaluator.matcher("tag = vip and name ~ jon");
  assert.equal(matcher.matches(contact), true);
  assert.equal(matcher.matches(JSON.stringify(contact, null, 2)), true);
  assert.deepEqual(matcher.filter([contact, { id: "2" }]), [contact]);
  assert.deepEqual(matcher.mask([{ id: "2" }, contact]), [false, true]);
  const why = matcher.why({ id: "1", tags: ["😀 vip", "VIP"] });
  assert.equal(why.matched, false);
  assert.match(why.text, /✓ tag = vip {2}«VIP»/);
  assert.match(evaluator.matcher("name ~ jon").why({ id: "1", fields: { "first name": [{ value: "😀 Jón Ferrara" }] } }).text, /😀 «Jón» Ferrara/);
  assert.throws(() => matcher.matches({ name: "no id" }), ContactError);
  assert.throws(() => matcher.filter([contact, "nothing"]), { name: "ContactError", index: 1 });
  assert.equal(evaluator.matcher("rating > 3").oddities([{ id: "1", fields: { rating: [{ value: "many" }] } }]).unreadable, 1);
});

test("a stream of lines is filtered, however it is cut", async () => {
  const matcher = evaluator.matcher("tag = vip");
  const bytes = new TextEncoder().encode(`${JSON.stringify(contact)}\n\n{"id": "2"}\n${JSON.stringify({ ...contact, id: "3" })}`);
  for (const size of [1, 7, 1000]) {
    const chunks = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const found = await Array.fromAsync?.(chunks.pipeThrough(matcher.stream())) ?? await collected(chunks.pipeThrough(matcher.stream()));
    assert.deepEqual(found.map((line) => JSON.parse(line).id), ["1", "3"]);
  }
  const bad = () => new Blob([`{"id": "1", "tags": ["vip"]}\nnothing\n`]).stream();
  await assert.rejects(collected(bad().pipeThrough(matcher.stream())), { name: "ContactError", index: 1 });
  const errors = [];
  assert.equal((await collected(bad().pipeThrough(matcher.stream({ onError: (error) => errors.push(error.code) })))).length, 1);
  assert.deepEqual(errors, ["E0407"]);
});

async function collected(stream) {
  const all = [];
  for await (const each of stream) all.push(each);
  return all;
}

test("hostile input never ends the module", () => {
  for (const source of ["(".repeat(20_000), '"', "\ud800 = \udc00", "tag = \0", "[".repeat(100_000), '{"and":'.repeat(50_000), "not ".repeat(100_000)]) {
    assert.ok(nse.check(source).length > 0, source.slice(0, 20));
    nse.complete(source, source.length);
    nse.highlight(source);
    nse.hover(source, 3);
  }
  assert.ok(nse.check("tag = a or ".repeat(1_000_000)).length > 0);
  assert.equal(nse.compile("tag = vip").json, '{"tag":{"is":"vip"}}');
});

test("a panic is an error with a message, and the next call works", async () => {
  const { Instance } = await import(new URL("instance.js", import.meta.resolve("nse-query")));
  const bytes = readFileSync(new URL("nse_query.wasm", import.meta.resolve("nse-query")));
  const instance = new Instance(new WebAssembly.Module(bytes));
  instance.ask({ ask: "load" });
  assert.throws(() => instance.provoke(), { name: "NsePanic", message: /capacity overflow/ });
  assert.ok(NsePanic.prototype instanceof Error);
  assert.equal(instance.ask({ ask: "load" }).ok.engine, 0);
  assert.equal(instance.generation, 2);
});

test("one API by require, too", () => {
  const { NseQuery: required } = createRequire(import.meta.url)("nse-query");
  assert.equal(required, NseQuery);
});

test("a keystroke in a query of ten clauses is fast", () => {
  const text = Array.from({ length: 10 }, (_, index) => `tag = t${index}`).join(" and ");
  const keystroke = () => { nse.check(text); nse.complete(text, text.length); nse.highlight(text); };
  for (let index = 0; index < 200; index++) keystroke();
  const started = performance.now();
  for (let index = 0; index < 200; index++) keystroke();
  const each = (performance.now() - started) / 200;
  assert.ok(each < 3, `${each} ms`);
});
