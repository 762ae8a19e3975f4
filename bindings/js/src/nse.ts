import { Instance, type ModuleSource, compileModule } from "./instance.js";
import type { Completion, Diagnostic, Field, Hover, RoleSpan, Span } from "./shapes.js";

/** A JSON document: its text, or the value that it stands for. */
export type Json = string | object;

/** With what queries are read. */
export interface Options {
  /** The account's field metadata, as the service returns it; several pieces as a list. */
  metadata?: Json | Json[];
  /** The account's tags, for completion. */
  tags?: string[];
  /** The service's listing of saved searches, for completion and hover, and for evaluation. */
  savedSearches?: Json;
  /** The present, which `today` and `in last 3 months` count from; by default the clock is read at each call. */
  now?: Date | (() => Date);
  /** The time zone whose days count, as `Europe/Berlin`; by default UTC. */
  timeZone?: string;
  /** The first day of a week; by default Monday. */
  weekStart?: "monday" | "saturday" | "sunday";
  /** Keeps, with a warning, unknown fields and old spellings. */
  lenient?: boolean;
  /** The WebAssembly module, where it is not to be found beside the package. */
  module?: ModuleSource | PromiseLike<ModuleSource>;
}

/** A value for a parameter, or an operand of a builder. It is never read as filter text. */
export type Value = string | number | boolean | Date;

/** What a moving date, such as `this month`, came to. */
export interface MovingDate {
  span: Span;
  text: string;
  /** The first day, as `YYYY-MM-DD`. */
  from: string;
  /** The last day. */
  to: string;
}

/** A place of a text that takes a value. */
export interface Parameter {
  name: string;
  field: string;
  operator: string;
  kind: string;
  /** Whether it takes a list. */
  list: boolean;
  span: Span;
}

/** What a request says beside the query. */
export interface RequestOptions {
  /** Asks for ids only. */
  ids?: boolean;
  /** A field and an order: `created:desc`. */
  sort?: string;
  /** The fields that come back. */
  fields?: string[];
  perPage?: number;
  /** Another service than Nimble's, such as a stand-in. */
  base?: string;
}

/** A request to the service. The parameters are not encoded; the URL is. */
export interface Request {
  method: "GET" | "DELETE";
  path: string;
  params: Record<string, string>;
  url: string;
  /** The same as a program. */
  code: { curl: string; python: string; javascript: string };
}

interface Compiled {
  json: string;
  text: string;
  warnings: Diagnostic[];
  movingDates: MovingDate[];
}

/** A wrong query, wrong metadata or a wrong call. `diagnostics` has each mistake with its place and its fixes. */
export class NseError extends Error {
  override name = "NseError";
  readonly diagnostics: Diagnostic[];

  constructor(message: string, diagnostics: Diagnostic[] = []) {
    super(message);
    this.diagnostics = diagnostics;
  }
}

/** A valid query. It never changes; `and`, `or` and `not` make another. */
export class Query {
  readonly #nse: NseQuery;
  /** NSE JSON, as the service takes it. */
  readonly json: string;
  /** Filter text, on one line. */
  readonly text: string;
  /** What looks odd about the source. */
  readonly warnings: readonly Diagnostic[];
  /** What the moving dates of the source came to. */
  readonly movingDates: readonly MovingDate[];

  /** @internal */
  constructor(nse: NseQuery, { json, text, warnings, movingDates }: Compiled) {
    this.#nse = nse;
    this.json = json;
    this.text = text;
    this.warnings = warnings;
    this.movingDates = movingDates;
    Object.freeze(this);
  }

  /** Both must hold. */
  and(...others: Source[]): Query {
    return this.#nse.join("and", [this, ...others]);
  }

  /** One must hold. */
  or(...others: Source[]): Query {
    return this.#nse.join("or", [this, ...others]);
  }

  /** It must not hold. */
  not(): Query {
    return this.#nse.join("not", [this]);
  }

  /** What it finds, in plain English. */
  explain(): string {
    return this.#nse.explain(this);
  }

  /** An equal query without what is said twice. */
  simplify(): Query | "everything" | "nothing" {
    return this.#nse.simplify(this);
  }

  /** The request for what it finds. */
  toRequest(options?: RequestOptions): Request {
    return this.#nse.toRequest(this, options);
  }

  /** NSE JSON as an object, so that `JSON.stringify` writes it. */
  toJSON(): object {
    return JSON.parse(this.json);
  }

  toString(): string {
    return this.text;
  }
}

/** A query, or what one is read from: filter text, NSE JSON as text or object, a request that carries one. */
export type Source = Query | Json;

/** One field, to be compared. A wrong pair of field and operator throws at once, as does a wrong value. */
export class FieldBuilder {
  readonly #make: (operator: string, ...values: Value[]) => Query;

  /** @internal */
  constructor(make: (operator: string, ...values: Value[]) => Query) {
    this.#make = make;
  }

  is = (value: Value): Query => this.#make("is", value);
  isNot = (value: Value): Query => this.#make("is_not", value);
  lt = (value: Value): Query => this.#make("lt", value);
  lte = (value: Value): Query => this.#make("lte", value);
  gt = (value: Value): Query => this.#make("gt", value);
  gte = (value: Value): Query => this.#make("gte", value);
  /** Has one of these words. */
  contains = (words: string): Query => this.#make("contain", words);
  /** Has none of these words. */
  notContains = (words: string): Query => this.#make("not_contain", words);
  /** Has a word that begins so. */
  startsWith = (prefix: string): Query => this.#make("starts_with", prefix);
  isEmpty = (): Query => this.#make("is_empty", true);
  isNotEmpty = (): Query => this.#make("is_empty", false);
  in = (values: Value[]): Query => this.#make("in", ...values);
  notIn = (values: Value[]): Query => this.#make("not_in", ...values);
  /** Both ends count. */
  between = (start: Value, end: Value): Query => this.#make("range", start, end);
  notBetween = (start: Value, end: Value): Query => this.#make("not_in_range", start, end);
  /** Days of any year: `betweenDays("20 Dec", "6 Jan")`. */
  betweenDays = (start: string, end: string): Query => this.#make("day_month_range", start, end);
  inLast = (quantity: number, unit: Unit): Query => this.#make("in_the_last", quantity, unit);
  notInLast = (quantity: number, unit: Unit): Query => this.#make("not_in_the_last", quantity, unit);
}

export type Unit = "second" | "day" | "week" | "month" | "year";

/** The query language of one account. `load` makes one; every call after that is synchronous. */
export class NseQuery {
  readonly #instance: Instance;
  readonly #options: Options;
  readonly #wall: (now: Date) => string;
  #engine = 0;
  #generation = 0;
  /** What looked odd in the metadata. */
  warnings: readonly Diagnostic[] = [];

  /** @internal */
  constructor(instance: Instance, options: Options) {
    this.#instance = instance;
    this.#options = options;
    this.#wall = wallClock(options.timeZone ?? "UTC");
    this.#loaded();
  }

  /** Reads a query. `params` are the values of its parameters: `compile("tag = {tag}", {params: {tag: "vip"}})`. */
  compile(source: Source, options: { params?: Record<string, Value | Value[]> } = {}): Query {
    if (source instanceof Query && !options.params) return source;
    return new Query(this, this.ask("compile", { source, params: options.params }));
  }

  /** Every mistake and warning, in order of place. Nothing is thrown. */
  check(source: Source): Diagnostic[] {
    return this.ask("check", { source });
  }

  /** The source with every certain fix, those that keep the evident meaning; `undefined` where there is none. */
  fix(source: string): string | undefined {
    return this.ask("fix", { source }) ?? undefined;
  }

  /** Filter text in its one form, comments kept. */
  format(text: string, options: { width?: number } = {}): string {
    return this.ask("format", { source: text, width: options.width });
  }

  /** What a query finds, in plain English. */
  explain(source: Source): string {
    return this.ask("explain", { source }).text;
  }

  /** The same clause by clause, one a line. */
  outline(source: Source): string {
    return this.ask("explain", { source }).outline;
  }

  /** Filter text of a query, on one line. */
  toText(source: Source): string {
    return this.compile(source).text;
  }

  /** An equal query without what is said twice. */
  simplify(source: Source): Query | "everything" | "nothing" {
    const left = this.ask("simplify", { source });
    return typeof left === "string" ? (left as "everything" | "nothing") : new Query(this, left);
  }

  /** In words, what the second finds that the first does not, and the other way. */
  diff(before: Source, after: Source): string {
    return this.ask("diff", { source: before, other: sourceText(after) }).text;
  }

  /** The request for what a query finds. */
  toRequest(source: Source, options: RequestOptions = {}): Request {
    return this.ask("request", { source, request: options });
  }

  /**
   * The request that deletes what a query finds, where the query is fit for it. What is deleted is gone for good.
   *
   * Throws where the query is bound to find every contact, rests on a saved search, or has a warning about what it finds
   * whose code is not in `allow`.
   */
  toDeletion(source: Source, options: { allow?: string[]; base?: string } = {}): Request {
    return this.ask("delete", { source, request: options });
  }

  /** What may be written at `cursor`, the likeliest first. */
  complete(text: string, cursor: number): Completion[] {
    return this.ask("complete", { source: text, offset: cursor });
  }

  /** What stands at `offset`, in words. */
  hover(text: string, offset: number): Hover | undefined {
    return this.ask("hover", { source: text, offset }) ?? undefined;
  }

  /** What each token is, for colours. */
  highlight(text: string): RoleSpan[] {
    return this.ask("highlight", { source: text });
  }

  /** Every field that queries may name, the account's own last. */
  fields(): Field[] {
    return this.ask("fields", {});
  }

  /** The JSON Schema of NSE JSON with these fields, such as for a tool that an assistant calls. */
  schema(): object {
    return this.ask("schema", {});
  }

  /** The parameters of a text, in order: `{tag}`. */
  parameters(text: string): Parameter[] {
    return this.ask("parameters", { source: text });
  }

  /** A field to be compared: `nse.field("tag").is("vip")`; a custom field also as `custom.Shoe size`. */
  field(name: string): FieldBuilder {
    return new FieldBuilder((operator, ...values) =>
      new Query(this, this.ask("build", { source: name, other: operator, values })));
  }

  /** Joins queries; `not` denies all of them together. */
  join(how: "and" | "or" | "not", sources: Source[]): Query {
    return new Query(this, this.ask("join", { other: how, sources: sources.map(sourceText) }));
  }

  /** Lets go of what the module holds for this account. */
  close(): void {
    this.ask("close", {});
  }

  /** @internal */
  protected ask(ask: string, question: Record<string, unknown>): any {
    this.#loaded();
    const now = this.#now();
    const { source, ...rest } = question;
    const said = source === undefined ? rest : { source: sourceText(source as Source), ...rest };
    return answered(this.#instance.ask({ ask, engine: this.#engine, now: iso(now), wall: this.#wall(now), ...said }));
  }

  /** @internal Whether what `made` holds in the module is still there. */
  protected get generation(): number {
    return this.#generation;
  }

  #now(): Date {
    const { now } = this.#options;
    return typeof now === "function" ? now() : (now ?? new Date());
  }

  /** Tells the module the options, and a new one after a panic too. */
  #loaded(): void {
    if (this.#generation !== 0 && this.#generation === this.#instance.generation) return;
    const { metadata, tags, savedSearches, timeZone, weekStart, lenient } = this.#options;
    const options = {
      metadata: (Array.isArray(metadata) ? metadata : metadata === undefined ? [] : [metadata]).map(jsonText),
      tags: tags ?? [],
      savedSearches: savedSearches === undefined ? undefined : jsonText(savedSearches),
      timeZone, weekStart, lenient,
    };
    const made = answered(this.#instance.ask({ ask: "load", options }));
    this.#engine = made.engine;
    this.#generation = this.#instance.generation;
    this.warnings = made.warnings;
  }
}

/** @internal */
export async function instantiate(options: Options, bytes: () => PromiseLike<ModuleSource>): Promise<Instance> {
  return new Instance(await compileModule(options.module ?? bytes()));
}

function answered(answer: any): any {
  if ("error" in answer) throw new NseError(answer.error.message, answer.error.diagnostics);
  return answer.ok;
}

function jsonText(json: Json): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}

function sourceText(source: Source): string {
  return source instanceof Query ? source.json : jsonText(source);
}

function iso(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new NseError("now: expected a valid Date");
  return date.toISOString();
}

/** What the clock on the wall shows in `timeZone`, as if it were UTC. */
function wallClock(timeZone: string): (now: Date) => string {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", calendar: "iso8601", numberingSystem: "latn", ...parts });
  return (now) => {
    iso(now);
    const read = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    return `${read.year!.padStart(4, "0")}-${read.month}-${read.day}T${read.hour}:${read.minute}:${read.second}Z`;
  };
}
