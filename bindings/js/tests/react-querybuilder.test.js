// Rules of react-querybuilder: every field with every operator goes there and back, also through its own functions.
import assert from "node:assert/strict";
import test from "node:test";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { QueryBuilder, add, convertFromIC, convertToIC, update } from "react-querybuilder";

import { NseQuery } from "nse-query";
import { RulesError, fields, fromRules, toRules } from "nse-query/react-querybuilder";

const kind = (name, field_kind, more) => ({ type: "field", name, field_type: { field_kind, ...more } });
const metadata = { tabs: [{ members: [
  kind("Shoe size", "number"), kind("Contract end", "datetime"), kind("Motto", "string"), kind("email", "number"),
  kind("Level", "choice", { values: { values: [{ id: "1", value: "Gold" }, { id: "2", value: "Silver" }] } }),
] }] };
const nse = await NseQuery.load({ metadata, now: new Date("2026-11-15T12:00:00Z") });
const key = (field) => (field.custom ? `custom.${field.json}` : field.json);

/** An operand for each kind. */
const ONE = { number: 3, datetime: "2026-01-31", birthday: "2000-01-31", boolean: true, id: "4f69fb852ab3740c5e000004", saved_search: "4f69fb852ab3740c5e000004", record_type: "person", choice: "1" };
const OPERANDS = {
  in: (one) => [one],
  not_in: (one) => [one],
  range: (one, { kind }) => (kind === "number" ? { start: one, end: one } : { start_date: one, end_date: one }),
  is_empty: () => true,
  in_the_last: () => ({ unit: "month", quantity: 3 }),
  day_month_range: () => ({ start_date: "20/12", end_date: "06/01" }),
};
OPERANDS.not_in_range = OPERANDS.range;
OPERANDS.not_in_the_last = OPERANDS.in_the_last;

const clauses = nse.fields().flatMap((field) => field.operators.map((operator) => {
  const one = ONE[field.kind] ?? "a, b \\ c";
  const clause = { [field.json]: { [operator]: OPERANDS[operator]?.(one, field) ?? one } };
  return field.custom ? { custom_fields: clause } : clause;
}));
const [b, c, d] = ["tag = b", "rating > 1", "email is not empty"].map((text) => nse.compile(text).toJSON());

test("every field with every operator comes back as it was", () => {
  assert.ok(clauses.length > 300, `${clauses.length}`);
  for (const clause of clauses) {
    for (const json of [clause, { not: [clause] }, { and: [clause, { or: [b, { not: [{ and: [clause, c] }] }] }] }, { or: [d, { and: [b, clause] }, { not: [{ not: [clause] }] }] }]) {
      const query = nse.compile(json);
      const rules = toRules(nse, query);
      assert.equal(fromRules(nse, rules).json, query.json);
      assert.equal(fromRules(nse, JSON.parse(JSON.stringify(rules))).json, query.json);
      assert.equal(fromRules(nse, convertToIC(rules)).json, query.json, "by independent combinators");
      assert.equal(fromRules(nse, convertFromIC(convertToIC(rules))).json, query.json);
    }
  }
});

test("what an editor of text gives is read as what the field holds", () => {
  const from = (field, operator, value) => fromRules(nse, { combinator: "and", rules: [{ field, operator, value }] }).text;
  assert.equal(from("rating", ">", "3"), "rating > 3");
  assert.equal(from("rating", "between", "1, 3"), "rating in 1..3");
  assert.equal(from("rating", "between", ["1", "3"]), "rating in 1..3");
  assert.equal(from("tag", "in", "a, b\\, c"), 'tag in (a, "b, c")');
  assert.equal(from("is_editable", "=", "true"), "is_editable = true");
  assert.equal(from("created", "in_the_last", "3 months"), "created in last 3 months");
  assert.equal(from("birthday", "day_month_range", "20/12, 06/01"), "birthday in 20 Dec..6 Jan");
  assert.equal(from("custom.email", "=", "3"), 'custom."email" = 3');
  assert.equal(from("tag", "=", 'x" or tag != "y'), 'tag = "x\\" or tag != \\"y"');
});

test("days that move are those of now", () => {
  const from = (field, operator, value) => fromRules(nse, { combinator: "and", rules: [{ field, operator, value }] }).text;
  assert.equal(from("created", "between", "this month"), "created in 2026-11-01..2026-11-30");
  assert.equal(from("created", "between", ["30 days ago", "today"]), "created in 2026-10-16..2026-11-15");
  assert.equal(from("created", "notBetween", "2026-01-01, yesterday"), "created not in 2026-01-01..2026-11-14");
  assert.equal(from("company last contacted", ">=", "today"), nse.toText("company last contacted >= today"));
  assert.equal(from("custom.Contract end", "between", "next 7 days"), nse.toText('custom."Contract end" in next 7 days'));
  for (const words of ["today or tag is vip", "some day", "today and created in today", 'today" or tag = "x']) {
    assert.throws(() => from("company last contacted", ">=", words), RulesError, words);
    assert.throws(() => from("created", "between", words), RulesError, words);
  }
});

test("what rules cannot say is refused with the reason and the place", () => {
  const good = { field: "tag", operator: "=", value: "a" };
  const refused = (rule, message, path = [1]) => assert.throws(() => fromRules(nse, { combinator: "and", rules: [good, rule] }), (error) => {
    assert.ok(error instanceof RulesError, error);
    assert.match(error.message, message);
    assert.deepEqual(error.path, path);
    return true;
  });
  refused({ field: "title", operator: "endsWith", value: "x" }, /^`endsWith`: the service does not compare the ends of texts/);
  refused({ field: "title", operator: "doesNotEndWith", value: "x" }, /ends of texts/);
  refused({ field: "title", operator: "doesNotBeginWith", value: "x" }, /negated/);
  refused({ field: "title", operator: "like", value: "x" }, /^`like`: unknown operator/);
  refused({ field: "title", operator: "=", value: "name", valueSource: "field" }, /with a value only/);
  refused({ field: "title", operator: "=", value: "x", match: { mode: "all" } }, /match modes/);
  refused({ field: "~", operator: "=", value: "x" }, /^unknown field `~`/);
  refused({ field: "title", operator: "=", value: "" }, /^the value is blank/);
  refused({ field: "rating", operator: "between", value: ["1", ""] }, /^the value is blank/);
  refused({ field: "rating", operator: "between", value: "1" }, /a start and an end/);
  refused({ field: "rating", operator: "=", value: "many" }, /not a number/);
  refused({ field: "created", operator: "in_the_last", value: "a while" }, /such as `3 months`/);
  refused({ field: "names", operator: "=", value: "Jon" }, /does not support/);
  refused({ combinator: "or", rules: [good, { combinator: "and", rules: [] }] }, /would find everything/, [1, 1]);
  refused({ combinator: "xor", rules: [good, good] }, /`and` and `or` only/);
  assert.throws(() => fromRules(nse, { combinator: "and", rules: [] }), RulesError);
  assert.throws(() => fromRules(nse, { rules: [good, "xor", good] }), /`and` and `or` only/);
});

test("muted rules are left out, with their combinators", () => {
  const tag = (value, muted) => ({ field: "tag", operator: "=", value, muted });
  assert.equal(fromRules(nse, { combinator: "or", rules: [tag("a", true), tag("b"), { ...tag("c") }] }).text, "tag = b or tag = c");
  assert.equal(fromRules(nse, { rules: [tag("a", true), "or", tag("b"), "and", tag("c", true), "or", tag("d")] }).text, "tag = b or tag = d");
  assert.throws(() => fromRules(nse, { combinator: "and", rules: [tag("a", true)] }), /everything/);
});

test("the real component shows the fields, their operators and choices", () => {
  const shown = fields(nse);
  assert.equal(new Set(shown.map(({ name }) => name)).size, nse.fields().length);
  const level = shown.find(({ name }) => name === "custom.Level");
  assert.deepEqual(level.values.map(({ name, label }) => [name, label]), [["1", "Gold"], ["2", "Silver"]]);
  assert.deepEqual(shown.find(({ name }) => name === "is_editable").values.map(({ name }) => name).sort(), ["false", "true"]);
  const html = (query) => renderToStaticMarkup(createElement(QueryBuilder, { fields: shown, query, listsAsArrays: true, showNotToggle: true }));
  const markup = html(toRules(nse, 'custom."Level" = Gold and title ~ CEO and created in last 3 months'));
  assert.match(markup, /<option value="1" selected="">Gold<\/option>/);
  assert.match(markup, /<option value="contains" selected="">has one of the words<\/option>/);
  assert.match(markup, /value="3 month"/);
  assert.doesNotMatch(markup, /endsWith/);
});

test("rules that its own functions change are read", () => {
  let rules = toRules(nse, "tag = vip");
  rules = add(rules, { field: "rating", operator: ">", value: "3" }, []);
  rules = update(rules, "combinator", "or", []);
  assert.equal(fromRules(nse, rules).text, "tag = vip or rating > 3");
});
