/**
 * A search box for queries, as a custom element without a framework:
 * `customElements.define("nse-search-box", SearchBox)`, then give the element its `nse`.
 */
import { mistakes, offers, proposal, said, withCode } from "./editor.js";
import { applyFix } from "./fix.js";
import { NseError, type NseQuery, type Query, type Request } from "./nse.js";
import { STYLE } from "./search-box-style.js";
import type { Completion, Diagnostic, Fix, RoleSpan } from "./shapes.js";

/** What `nse-change` and `nse-submit` carry as their `detail`. */
export interface SearchBoxDetail {
  text: string;
  /** NSE JSON, where the text is a query without a mistake. */
  json: string | undefined;
  /** The request for the contacts that it finds. */
  request: Request | undefined;
  /** Every mistake and warning. */
  diagnostics: Diagnostic[];
}

/** Milliseconds after a keystroke until mistakes are shown: what is half written is wrong for a while. */
const PAUSE = 400;

// A server that renders pages imports this too, and has no elements.
const Element = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class SearchBox extends Element {
  static observedAttributes = ["value", "placeholder", "label", "submit-label", "disabled"];

  #nse: NseQuery | undefined;
  /** What a program wrote, until somebody types. */
  #given: string | undefined;
  #diagnostics: Diagnostic[] = [];
  #query: Query | undefined;
  #offers: Completion[] = [];
  #active = -1;
  #quiet = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #colours = made("div", { class: "colours", part: "colours", "aria-hidden": "true" });
  readonly #input = made("input", {
    part: "input", type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "offers",
    "aria-describedby": "mistakes", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-label": "Query",
  });
  readonly #list = made("ul", { id: "offers", class: "offers", part: "offers", role: "listbox", "aria-label": "Suggestions", hidden: "" });
  readonly #submit = made("button", { class: "submit", part: "submit", type: "button" }, "Search");
  readonly #mistakes = made("ul", { id: "mistakes", class: "mistakes", part: "mistakes", "aria-label": "Mistakes", hidden: "" });
  readonly #status = made("div", { class: "unseen", role: "status" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    const field = made("div", { class: "field", part: "field" });
    field.append(this.#colours, this.#input);
    const row = made("div", { class: "row", part: "row" });
    row.append(field, this.#submit);
    root.append(row, this.#list, this.#mistakes, this.#status);

    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.#input.addEventListener("paste", (event) => this.#pasted(event));
    this.#input.addEventListener("blur", () => this.#close());
    for (const moves of ["scroll", "keyup", "click", "select", "pointermove"]) {
      this.#input.addEventListener(moves, () => this.#aligned());
    }
    // A press on an offer must not take the focus from the input.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#submit.addEventListener("click", () => this.submit());
  }

  connectedCallback(): void {
    // Properties that were set before the element was defined hide the accessors.
    for (const name of ["nse", "value"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value as never;
    }
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
    if (name === "value") this.value = value ?? "";
    if (name === "placeholder") this.#input.placeholder = value ?? "";
    if (name === "label") this.#input.setAttribute("aria-label", value ?? "Query");
    if (name === "submit-label") this.#submit.textContent = value ?? "Search";
    if (name === "disabled") this.#input.disabled = this.#submit.disabled = value !== null;
  }

  /** With what queries are read. Until it is set, nothing is checked and nothing is submitted. */
  get nse(): NseQuery | undefined {
    return this.#nse;
  }

  set nse(nse: NseQuery | undefined) {
    this.#nse = nse;
    this.value = this.#given ?? this.#input.value;
  }

  /** The text. What a program sets is put on one line, NSE JSON as text. It is no `nse-change`. */
  get value(): string {
    return this.#input.value;
  }

  set value(text: string) {
    this.#given = text;
    this.#input.value = this.#nse ? oneLine(this.#nse, text) : text.replace(/\s*[\r\n]+\s*/g, " ");
    this.#close();
    this.#checked();
    this.#shown();
  }

  /** What the events carry, for the text as it is. */
  get detail(): SearchBoxDetail {
    const query = this.#query;
    return { text: this.value, json: query?.json, request: query?.toRequest(), diagnostics: this.#diagnostics };
  }

  /** Fires `nse-submit`, where the text is a query without a mistake; else shows the mistakes. Gives whether it did. */
  submit(): boolean {
    this.#close();
    this.#checked(); // time has passed, and `today` may be another day
    this.#shown();
    if (this.#query) return this.#fire("nse-submit");
    this.#input.focus();
    return false;
  }

  #fire(name: "nse-change" | "nse-submit"): true {
    this.dispatchEvent(new CustomEvent<SearchBoxDetail>(name, { detail: this.detail, bubbles: true, composed: true }));
    return true;
  }

  #typed(): void {
    this.#given = undefined;
    this.#checked();
    clearTimeout(this.#timer);
    if (this.#diagnostics.length === 0) this.#shown();
    else this.#timer = setTimeout(() => this.#shown(), PAUSE);
    if (!this.#quiet) this.#suggest();
    this.#fire("nse-change");
  }

  #checked(): void {
    const nse = this.#nse;
    const text = this.value;
    this.#query = undefined;
    this.#diagnostics = nse ? mistakes(nse, text) : [];
    try {
      if (nse && text.trim() !== "") this.#query = nse.compile(text);
    } catch (error) {
      if (!(error instanceof NseError)) throw error;
    }
    this.#colour([]);
  }

  /** Shows the mistakes of the text as it is. */
  #shown(): void {
    clearTimeout(this.#timer);
    const found = this.#diagnostics;
    this.#colour(found);
    this.#mistakes.replaceChildren(...found.map((each) => this.#mistake(each)));
    this.#mistakes.hidden = found.length === 0;
    this.#input.setAttribute("aria-invalid", String(found.some(({ severity }) => severity === "error")));
    const text = found.map(said).join(". ");
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #mistake(found: Diagnostic): HTMLElement {
    const item = made("li", { class: `mistake ${found.severity}`, part: `mistake ${found.severity}` });
    const text = made("span");
    text.append(withCode(said(found)));
    item.append(made("span", { class: "severity" }, found.severity === "error" ? "Mistake" : "Warning"), text);
    for (const fix of found.fixes) {
      const button = made("button", { class: "fix", part: "fix", type: "button" });
      button.append(withCode(proposal(fix)));
      button.addEventListener("click", () => this.#fix(found, fix));
      item.append(button);
    }
    return item;
  }

  /** Applies a fix, where the text still has the mistake at that place. */
  #fix({ code, span }: Diagnostic, wanted: Fix): void {
    const same = this.#diagnostics.filter((found) => found.code === code && found.span.start === span.start);
    const fix = same.flatMap(({ fixes }) => fixes).find((fix) => proposal(fix) === proposal(wanted));
    const edits = fix?.edits ?? [];
    if (!fix || edits.length === 0) return;
    const [start, end] = [edits[0]!.span.start, edits.at(-1)!.span.end];
    const fixed = applyFix(this.value, fix);
    this.#quiet = true;
    this.#replace(start, end, fixed.slice(start, fixed.length - (this.value.length - end)));
    this.#quiet = false;
    this.#shown();
  }

  /** Replaces a part of the text as if it were typed, so that it can be undone. */
  #replace(start: number, end: number, text: string): void {
    this.#input.focus();
    this.#input.setSelectionRange(start, end);
    const done = document.execCommand(text === "" ? "delete" : "insertText", false, text);
    if (done) return;
    this.#input.setRangeText(text, start, end, "end");
    this.#typed();
  }

  #pasted(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.#nse || !/[\r\n]|^\s*[[{]/.test(text)) return;
    event.preventDefault();
    this.#replace(this.#input.selectionStart ?? 0, this.#input.selectionEnd ?? 0, oneLine(this.#nse, text));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const open = this.#offers.length > 0;
    const active = this.#offers[this.#active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !open) this.#suggest();
    else if (step) this.#activate(this.#active + step);
    else if (event.key === " " && event.ctrlKey) this.#suggest();
    else if (event.key === "Escape" && open) this.#close();
    else if (event.key === "Enter" && active) this.#accept(active);
    else if (event.key === "Enter") this.submit();
    else return void requestAnimationFrame(() => this.#aligned());
    event.preventDefault();
  }

  #suggest(): void {
    const { selectionStart, selectionEnd } = this.#input;
    const found = this.#nse && selectionStart !== null && selectionStart === selectionEnd ? offers(this.#nse, this.value, selectionStart) : [];
    this.#offers = found;
    this.#list.replaceChildren(...found.map((offer, index) => {
      const item = made("li", { id: `offer-${index}`, class: "offer", part: "offer", role: "option", "aria-selected": "false" });
      const detail = made("span", { class: "detail" });
      detail.append(withCode(offer.detail));
      item.append(made("span", {}, offer.label), detail);
      item.addEventListener("click", () => this.#accept(offer));
      return item;
    }));
    this.#list.hidden = found.length === 0;
    this.#list.scrollTop = 0;
    this.#input.setAttribute("aria-expanded", String(found.length > 0));
    this.#active = -1;
    this.#input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    this.#offers = [];
    this.#active = -1;
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  /** Goes to an offer; beyond the last is the first again. */
  #activate(index: number): void {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index < 0 ? this.#offers.length - 1 : index % this.#offers.length;
    const item = this.#list.children[this.#active]!;
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", item.id);
  }

  #accept({ insert, replace, kind }: Completion): void {
    this.#close();
    const goesOn = (kind === "field" || kind === "operator" || kind === "keyword") && !/^\s/.test(this.value.slice(replace.end));
    this.#replace(replace.start, replace.end, goesOn && !/[\s(]$/.test(insert) ? `${insert} ` : insert);
  }

  #colour(found: Diagnostic[]): void {
    const text = this.value;
    // JSON has no tokens of filter text.
    const roles = this.#nse && !/^\s*[[{]/.test(text) ? this.#nse.highlight(text) : [];
    this.#colours.replaceChildren(...coloured(text, roles, found));
    this.#aligned();
  }

  #aligned(): void {
    this.#colours.scrollLeft = this.#input.scrollLeft;
  }
}

/** The text cut at each token and each mistake. */
function coloured(text: string, roles: RoleSpan[], found: Diagnostic[]): Node[] {
  // A place between two characters, such as the end, is shown at the next one.
  const marks = found.map(({ span: { start, end }, severity }) => ({ start, end: Math.max(end, start + 1), severity }));
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...roles.map(({ span }) => span), ...marks]) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  let next = 0;
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1]!;
    while (next < roles.length && roles[next]!.span.end <= start) next++;
    const role = roles[next] && roles[next]!.span.start <= start ? roles[next]!.role : undefined;
    const over = marks.filter((mark) => mark.start <= start && end <= mark.end);
    const severity = over.find(({ severity }) => severity === "error")?.severity ?? over[0]?.severity;
    const part = text.slice(start, end) || "\u00a0";
    if (!role && !severity) return document.createTextNode(part);
    const name = role === "field" ? "field-name" : (role ?? "");
    return made("span", { class: severity ? `${name} has-${severity}` : name }, part);
  });
}

/** A query on one line, with the same meaning: comments end with their lines, so they go. */
function oneLine(nse: NseQuery, text: string): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      return nse.toText(text);
    } catch (error) {
      if (!(error instanceof NseError)) throw error;
      return text.replace(/\s*[\r\n]+\s*/g, " ");
    }
  }
  if (!/[\r\n]/.test(text)) return text;
  let kept = "";
  let at = 0;
  for (const { role, span } of nse.highlight(text)) {
    if (role !== "comment") continue;
    kept += text.slice(at, span.start);
    at = span.end;
  }
  return (kept + text.slice(at)).replace(/\s*[\r\n]+\s*/g, " ").trim();
}

function made<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}
