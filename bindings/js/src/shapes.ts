// Written by types.mjs from the library's JSON Schemas. Do not edit.

/**
 * How bad it is.
 */
export type Severity = "warning" | "error";
/**
 * What a completion is.
 */
export type CompletionKind = "field" | "operator" | "value" | "parameter" | "unit" | "keyword";
export type Completions = Completion[];
/**
 * What a token of a query is.
 */
export type Role =
  | "field"
  | "operator"
  | "keyword"
  | "join"
  | "string"
  | "number"
  | "date"
  | "parameter"
  | "unit"
  | "punctuation"
  | "comment"
  | "error";
export type Roles = RoleSpan[];
/**
 * What a field holds. It decides which values the field takes.
 */
export type Kind =
  | "text"
  | "number"
  | "datetime"
  | "birthday"
  | "choice"
  | "boolean"
  | "address"
  | "user"
  | "tag"
  | "id"
  | "record_type"
  | "saved_search"
  | "reminder"
  | "unknown";
/**
 * An operator of NSE (documentation, "Text operators", "Datetime operators", "Numeric operators").
 */
export type Operator =
  | "is"
  | "is_not"
  | "contain"
  | "not_contain"
  | "starts_with"
  | "is_empty"
  | "in"
  | "not_in"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "range"
  | "not_in_range"
  | "in_the_last"
  | "not_in_the_last"
  | "day_month_range";
/**
 * The records that queries of a catalog find. What is known of them is data, a table each.
 */
export type Records = "contacts";

export interface Shapes {
  Diagnostic: Diagnostic;
  Fix: Fix;
  Place: Place;
  Severity: Severity;
  Text: Text;
  Completion: Completion;
  CompletionKind: CompletionKind;
  Span: Span;
  Completions: Completions;
  Hover: Hover;
  Role: Role;
  RoleSpan: RoleSpan;
  Roles: Roles;
  Choice: Choice;
  Kind: Kind;
  Operator: Operator;
  Records: Records;
  Field: Field;
  Found: Found;
  Explanation: Explanation;
  Repeated: Repeated;
  Unreadable: Unreadable;
  Oddities: Oddities;
}
/**
 * One mistake, or one warning, in one source.
 */
export interface Diagnostic {
  /**
   * Stable; `nse-fmt --explain CODE` says more.
   */
  code: string;
  /**
   * What to write instead.
   */
  fixes: Fix[];
  /**
   * The documented reason and what else helps.
   */
  help: string[];
  /**
   * A few words at the place itself; may be empty.
   */
  label: string;
  /**
   * What is wrong, in one line.
   */
  message: string;
  /**
   * The JSON pointer (RFC 6901), where the source is JSON.
   */
  pointer?: string | null;
  /**
   * Other places that matter.
   */
  related: Text[];
  severity: Severity;
  /**
   * What the source is called; only in a report.
   */
  source?: string | null;
  span: Place;
}
/**
 * A change of the source that removes the diagnostic.
 */
export interface Fix {
  /**
   * Whether it keeps the evident meaning and is the only one.
   */
  certain: boolean;
  /**
   * Replacements, in order of place, not overlapping.
   */
  edits: Text[];
  /**
   * What it does.
   */
  label: string;
}
/**
 * A label, or an edit: the UTF-16 units to replace and what to put there.
 */
export interface Text {
  span: Place;
  text: string;
}
/**
 * The UTF-16 units `start..end` of a source text, both on character boundaries.
 */
export interface Place {
  column?: number;
  /**
   * Offset after the last unit; equal to `start` for a place between two characters.
   */
  end: number;
  end_column?: number;
  end_line?: number;
  /**
   * Lines and columns count from 1, columns as a terminal shows them; only in a report.
   */
  line?: number;
  /**
   * Offset of the first unit.
   */
  start: number;
}
/**
 * Something that may be written at a place.
 */
export interface Completion {
  /**
   * A line about it.
   */
  detail: string;
  /**
   * What to write there, quoted and escaped as it must be.
   */
  insert: string;
  kind: CompletionKind;
  /**
   * What to show.
   */
  label: string;
  replace: Span;
}
/**
 * The UTF-16 units `start..end` of a source text, both on character boundaries.
 */
export interface Span {
  /**
   * Offset after the last unit; equal to `start` for a place between two characters.
   */
  end: number;
  /**
   * Offset of the first unit.
   */
  start: number;
}
/**
 * What stands at a place.
 */
export interface Hover {
  span: Span;
  /**
   * About it, in a line or two.
   */
  text: string;
}
/**
 * A token of a query and what it is.
 */
export interface RoleSpan {
  role: Role;
  span: Span;
}
/**
 * One entry of a drop-down field.
 */
export interface Choice {
  /**
   * What a contact and NSE JSON carry.
   */
  id: string;
  /**
   * What people see and write.
   */
  label: string;
}
/**
 * A field that a query may ask about.
 */
export interface Field {
  /**
   * Further spellings that text accepts.
   */
  aliases: string[];
  /**
   * Its drop-down entries, where the account's metadata told them.
   */
  choices: Choice[];
  /**
   * Whether NSE JSON carries it under `custom_fields` and text as `custom."…"`.
   */
  custom: boolean;
  /**
   * Where it is documented.
   */
  documented: string;
  /**
   * A clause that shows its use.
   */
  example: string;
  /**
   * The canonical spelling in NSE JSON (`names`).
   */
  json: string;
  kind: Kind;
  /**
   * Whether one record may have several values.
   */
  multiple: boolean;
  /**
   * The canonical spelling in text (`name`); a custom field's without its `custom.`.
   */
  name: string;
  /**
   * The operators it supports.
   */
  operators: Operator[];
  records: Records;
}
/**
 * The value of a contact that decided, and where in it.
 */
export interface Found {
  span: Span;
  /**
   * The value as the contact carries it; of a field of several sources, all joined by spaces.
   */
  value: string;
}
/**
 * What is serialized of an [`Explanation`]: `matched`, and one of `and`, `or`, `not` and `clause`.
 */
export interface Explanation {
  /**
   * All of these must match.
   */
  and?: Explanation[] | null;
  /**
   * One clause, in NSE JSON.
   */
  clause?: {
    [k: string]: unknown;
  };
  /**
   * The value that decided, where one did.
   */
  found?: Found | null;
  /**
   * Whether the contact met it.
   */
  matched: boolean;
  /**
   * The saved search's name, where it has one.
   */
  name?: string | null;
  /**
   * This must not match.
   */
  not?: Explanation | null;
  /**
   * One of these must match.
   */
  or?: Explanation[] | null;
  /**
   * The saved search that the clause stands for, where it is explained here.
   */
  saved?: Explanation | null;
}
/**
 * A member that stands more than once in a contact.
 */
export interface Repeated {
  /**
   * The contact's id.
   */
  contact: string;
  /**
   * The member, such as `tags` or `fields.email`.
   */
  member: string;
}
/**
 * A value that cannot be read as what its field holds.
 */
export interface Unreadable {
  /**
   * The contact's id.
   */
  contact: string;
  /**
   * The member, such as `created` or `fields.rating`.
   */
  member: string;
  /**
   * The value.
   */
  value: string;
}
/**
 * What was odd about contacts, to be judged beside the answers. Only what a query looked at is counted: a clause that
 * nothing depended on was not asked.
 */
export interface Oddities {
  /**
   * The first of them.
   */
  first: Unreadable | null;
  /**
   * The first of them.
   */
  first_repeated: Repeated | null;
  /**
   * Contacts that say who was last contacted by `last_contacted` only, where no user was given to compare it with.
   */
  only_last_contacted: number;
  /**
   * Contacts in which a member that was looked at stands more than once. The last one counted, as in most readers of
   * JSON.
   */
  repeated: number;
  /**
   * Members of contacts that held a value that cannot be read and so counted as none.
   */
  unreadable: number;
}
