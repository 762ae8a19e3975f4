/**
 * Queries as the rules of react-querybuilder, and back. What is valid, the compiler decides; here is only what each is called.
 */
import type { FullField, FullOperator, RuleGroupType, RuleGroupTypeAny, RuleType, ValueEditorType } from "react-querybuilder";

import { NseError, type NseQuery, type Query, type Source } from "./nse.js";
import type { Diagnostic, Field, Kind, Operator } from "./shapes.js";

/** Why rules are no query. */
export class RulesError extends Error {
  override name = "RulesError";

  /** `path` is the place of the rule or group as react-querybuilder counts; `diagnostics` are those of its clause. */
  constructor(message: string, readonly path: number[] = [], readonly diagnostics: Diagnostic[] = []) {
    super(message);
  }
}

/** What an operator of NSE is called there, and how it is shown; `dates` where days are compared. */
interface Name {
  name: string;
  label: string;
  dates?: string;
}

const NAMES: Record<Exclude<Operator, "is_empty">, Name> = {
  is: { name: "=", label: "is" },
  is_not: { name: "!=", label: "is not" },
  contain: { name: "contains", label: "has one of the words" },
  not_contain: { name: "doesNotContain", label: "has none of the words" },
  starts_with: { name: "beginsWith", label: "has a word that starts with" },
  in: { name: "in", label: "is one of" },
  not_in: { name: "notIn", label: "is none of" },
  gt: { name: ">", label: "is more than", dates: "is after" },
  gte: { name: ">=", label: "is at least", dates: "is on or after" },
  lt: { name: "<", label: "is less than", dates: "is before" },
  lte: { name: "<=", label: "is at most", dates: "is on or before" },
  range: { name: "between", label: "is between" },
  not_in_range: { name: "notBetween", label: "is not between" },
  in_the_last: { name: "in_the_last", label: "is in the last" },
  not_in_the_last: { name: "not_in_the_last", label: "is not in the last" },
  day_month_range: { name: "day_month_range", label: "is between days of any year" },
};
const EMPTY: Record<string, boolean> = { null: true, notNull: false };
const OPERATORS = Object.fromEntries(Object.entries(NAMES).map(([operator, { name }]) => [name, operator])) as Record<string, keyof typeof NAMES>;

/** What react-querybuilder can say, and the service cannot. */
const UNKNOWN: Record<string, string> = {
  endsWith: "the service does not compare the ends of texts",
  doesNotEndWith: "the service does not compare the ends of texts",
  doesNotBeginWith: "the service has no such operator: put a `beginsWith` rule into a group that is negated",
  xor: "the service joins by `and` and `or` only",
};

/** What an editor of text takes, where it is not evident. */
const PLACEHOLDERS: Partial<Record<Kind, string>> = {
  datetime: "2026-01-31, today, or 3 months",
  birthday: "2000-01-31, or 20/12, 06/01",
};
const DATES: ReadonlySet<Kind> = new Set(["datetime", "birthday"]);
const CUSTOM = "custom.";

/** The fields for `<QueryBuilder fields={…} listsAsArrays showNotToggle>`, with the operators, editors and choices of each. */
export function fields(nse: NseQuery): FullField[] {
  return nse.fields().map((field) => {
    const values = choices(nse, field);
    const editor = (operator: string): ValueEditorType => (values.length > 0 && (operator === "=" || operator === "!=") ? "select" : "text");
    const name = key(field);
    return {
      name,
      value: name,
      label: field.name,
      operators: field.operators.flatMap((operator) => operators(operator, field.kind)),
      valueEditorType: editor,
      values,
      placeholder: PLACEHOLDERS[field.kind] ?? "",
    };
  });
}

function operators(operator: Operator, kind: Kind): FullOperator[] {
  if (operator === "is_empty") {
    return [
      { name: "null", value: "null", label: "is empty", arity: "unary" },
      { name: "notNull", value: "notNull", label: "is not empty", arity: "unary" },
    ];
  }
  const { name, label, dates } = NAMES[operator];
  return [{ name, value: name, label: (DATES.has(kind) && dates) || label }];
}

function choices(nse: NseQuery, field: Field): { name: string; value: string; label: string }[] {
  const option = (name: string, label: string) => ({ name, value: name, label });
  if (field.choices.length > 0) return field.choices.map(({ id, label }) => option(id, label));
  if (field.kind !== "boolean" && field.kind !== "record_type") return [];
  const text = `${field.custom ? `custom.${JSON.stringify(field.name)}` : field.name} = `;
  return nse.complete(text, text.length).filter(({ kind }) => kind === "value").map(({ label }) => option(label, label));
}

/** The name of a field there: a custom field may be called like another. */
function key({ custom, json }: Field): string {
  return custom ? CUSTOM + json : json;
}

/** The rules of a query. Throws where they would not come back as the same query. */
export function toRules(nse: NseQuery, source: Source): RuleGroupType {
  const query = nse.compile(source);
  const rules = group(query.toJSON() as Json);
  if (fromRules(nse, rules).json !== query.json) throw new RulesError("rules cannot say this query");
  return rules;
}

/** An object of NSE JSON: a group, or a clause. */
type Json = Record<string, any>;

function group(json: Json): RuleGroupType {
  for (const combinator of ["and", "or"]) {
    if (combinator in json) return { combinator, not: false, rules: json[combinator].map(part) };
  }
  if (!("not" in json)) return { combinator: "and", not: false, rules: [rule(json)] };
  const inner: Json = json.not[0];
  return "not" in inner ? { combinator: "and", not: true, rules: [group(inner)] } : { ...group(inner), not: true };
}

function part(json: Json): RuleType | RuleGroupType {
  return "and" in json || "or" in json || "not" in json ? group(json) : rule(json);
}

function rule(json: Json): RuleType {
  const custom = "custom_fields" in json;
  const [[name, clause]] = Object.entries<Json>(custom ? json.custom_fields : json) as [[string, Json]];
  const field = custom ? CUSTOM + name : name;
  const [[operator, operand]] = Object.entries<any>(clause) as [[Operator, any]];
  if (operator === "is_empty") return { field, operator: operand ? "null" : "notNull", value: null };
  return { field, operator: NAMES[operator].name, value: value(operator, operand) };
}

function value(operator: Operator, operand: any): any {
  switch (operator) {
    case "in_the_last":
    case "not_in_the_last":
      return `${operand.quantity} ${operand.unit}`;
    case "range":
    case "not_in_range":
    case "day_month_range":
      return "start" in operand ? [operand.start, operand.end] : [operand.start_date, operand.end_date];
    default:
      return operand;
  }
}

/**
 * The query of rules, with independent combinators too. Muted rules are left out, as react-querybuilder does.
 *
 * Throws `RulesError` with the path of the rule for what the service cannot answer, for a rule that is half filled, and for a
 * group without rules, which would find everything.
 */
export function fromRules(nse: NseQuery, rules: RuleGroupTypeAny): Query {
  const known = new Map(nse.fields().map((field) => [key(field), field]));
  return nse.compile(ofGroup(nse, known, rules, []));
}

type Fields = ReadonlyMap<string, Field>;

function ofGroup(nse: NseQuery, known: Fields, group: RuleGroupTypeAny, path: number[]): Json {
  const parts: (string | Json)[] = [];
  group.rules.forEach((each: string | RuleType | RuleGroupTypeAny, index: number) => {
    const at = [...path, index];
    if (typeof each === "string") parts.push(each);
    else if (!each.muted) parts.push("rules" in each ? ofGroup(nse, known, each, at) : ofRule(nse, known, each, at));
    // What is muted goes with the combinator before it, or after it where it stands first.
    else if (typeof parts.at(-1) === "string") parts.pop();
  });
  if (typeof parts[0] === "string") parts.shift();
  if (parts.length === 0) throw new RulesError("a group without rules is no query: it would find everything", path);
  const joined = "combinator" in group && group.combinator ? join(group.combinator, parts as Json[], path) : independent(parts, path);
  return group.not ? { not: [joined] } : joined;
}

function join(combinator: string, parts: Json[], path: number[]): Json {
  if (combinator !== "and" && combinator !== "or") throw new RulesError(`\`${combinator}\`: ${UNKNOWN[combinator] ?? UNKNOWN.xor}`, path);
  return parts.length === 1 ? parts[0]! : { [combinator]: parts };
}

/** Rules with a combinator between any two: `and` binds closer. */
function independent(parts: (string | Json)[], path: number[]): Json {
  const sums: Json[][] = [[]];
  for (const part of parts) {
    if (part === "or") sums.push([]);
    else if (typeof part !== "string") sums.at(-1)!.push(part);
    else if (part !== "and") join(part, [], path);
  }
  return join("or", sums.map((all) => join("and", all, path)), path);
}

function ofRule(nse: NseQuery, known: Fields, rule: RuleType, path: number[]): Json {
  const field = known.get(rule.field);
  if (!field) throw new RulesError(`unknown field \`${rule.field}\``, path);
  if (rule.valueSource !== undefined && rule.valueSource !== "value") throw new RulesError("the service compares a field with a value only", path);
  if (rule.match !== undefined) throw new RulesError("the service has no match modes", path);
  const empty = EMPTY[rule.operator];
  const operator = OPERATORS[rule.operator];
  if (operator === undefined && empty === undefined) {
    throw new RulesError(`\`${rule.operator}\`: ${UNKNOWN[rule.operator] ?? "unknown operator"}`, path);
  }
  const moved = operator === undefined ? undefined : moving(nse, operator, field, rule);
  if (moved) return moved;
  const clause = { [field.json]: operator === undefined ? { is_empty: empty } : { [operator]: operand(operator, field, rule, path) } };
  const json: Json = field.custom ? { custom_fields: clause } : clause;
  try {
    nse.compile(json);
  } catch (error) {
    if (!(error instanceof NseError)) throw error;
    throw new RulesError(error.diagnostics.map(({ message, label }) => (label ? `${message}: ${label}` : message)).join("; ") || error.message, path, error.diagnostics);
  }
  return json;
}

const SIGNS: Partial<Record<Operator, string>> = { gt: ">", gte: ">=", lt: "<", lte: "<=", range: "in", not_in_range: "not in" };

/** The clause for days that move, such as `this month` or `30 days ago`, as they are now; `undefined` where there are none. */
function moving(nse: NseQuery, operator: Operator, field: Field, { value }: RuleType): Json | undefined {
  const sign = SIGNS[operator];
  const ends = list(value).map(String);
  if (!DATES.has(field.kind) || !sign || !ends.every((end) => /^[a-z\d :+-]+$/i.test(end))) return undefined;
  const name = field.custom ? `custom.${JSON.stringify(field.name)}` : field.name;
  let query: Query;
  try {
    query = nse.compile(`${name} ${sign} ${ends.join("..")}`);
  } catch (error) {
    if (error instanceof NseError) return undefined;
    throw error;
  }
  // Whatever else the words may mean is no operand.
  const json = query.toJSON() as Json;
  const clause = (field.custom ? json.custom_fields : json)?.[field.json];
  return query.movingDates.length > 0 && clause && operator in clause ? json : undefined;
}

function operand(operator: Operator, field: Field, { value }: RuleType, path: number[]): unknown {
  const one = (value: unknown) => typed(field.kind, value, path);
  switch (operator) {
    case "in":
    case "not_in":
      return list(value).map(one);
    case "range":
    case "not_in_range":
    case "day_month_range": {
      const [start, end, ...more] = list(value).map(one);
      if (start === undefined || end === undefined || more.length > 0) throw new RulesError("expected a start and an end", path);
      return field.kind === "number" ? { start, end } : { start_date: start, end_date: end };
    }
    case "in_the_last":
    case "not_in_the_last": {
      const [, quantity, unit] = /^\s*(\d{1,10})\s*([a-z]+?)s?\s*$/i.exec(String(value)) ?? [];
      if (!quantity || !unit) throw new RulesError("expected a number and a unit of time, such as `3 months`", path);
      return { quantity: Number(quantity), unit: unit.toLowerCase() };
    }
    default:
      return one(value);
  }
}

/** A list as react-querybuilder writes it: an array, or text in which a comma that is no separator stands as `\,`. */
function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return [value];
  return value.split(/(?<!\\),/).map((part) => part.replaceAll("\\,", ",").trim());
}

/** What an editor of text holds, as JSON of this kind. What does not fit, the compiler refuses. */
function typed(kind: Kind, value: unknown, path: number[]): unknown {
  if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) throw new RulesError("the value is blank", path);
  if (kind === "boolean" && (value === "true" || value === "false")) return value === "true";
  return typeof value === "number" && kind !== "number" ? String(value) : value;
}
