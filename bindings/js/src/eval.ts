/** The same with evaluation: which contacts a query finds. The module is larger, since it has the time zones. */
import { evaluator } from "#evaluator";

import * as nse from "./nse.js";
import type { Explanation, Oddities } from "./shapes.js";

export { applyFix } from "./fix.js";
export { NsePanic, type ModuleSource } from "./instance.js";
export {
  FieldBuilder, NseError, Query,
  type Json, type MovingDate, type Options, type Parameter, type Request, type RequestOptions, type Source, type Unit, type Value,
} from "./nse.js";
export type * from "./shapes.js";

export interface MatchOptions {
  /** The id of the user whom `user last contacted` means. */
  user?: string;
  /** Whether `~` asks for any or for all of its words; by default any. */
  tokenMatch?: "any" | "all";
}

/** Why a query finds a contact, or why not. `text` is a tree to print. */
export interface Why {
  matched: boolean;
  text: string;
  explanation: Explanation;
}

/** Why a contact cannot be read. */
export class ContactError extends Error {
  override name = "ContactError";

  constructor(message: string, readonly code: string, readonly index: number) {
    super(message);
  }
}

type Verdict = boolean | { code: string; message: string };
type Judge = (lines: string[]) => { verdicts: Verdict[]; oddities: Oddities };

/** A query ready to be asked about contacts. The present is that of its making. */
export class Matcher {
  readonly #judge: Judge;
  readonly #why: (contact: string) => Why;

  /** @internal */
  constructor(judge: Judge, why: (contact: string) => Why) {
    this.#judge = judge;
    this.#why = why;
  }

  /** Whether the query finds this contact, an object or its JSON. Throws where it cannot be read. */
  matches(contact: nse.Json): boolean {
    return this.mask([contact])[0]!;
  }

  /** For each contact whether the query finds it. Throws at the first that cannot be read. */
  mask(contacts: Iterable<nse.Json>): boolean[] {
    const lines = Array.from(contacts, line);
    return this.#judge(lines).verdicts.map((verdict, index) => {
      if (typeof verdict === "boolean") return verdict;
      throw new ContactError(`contact ${index}: ${verdict.message}`, verdict.code, index);
    });
  }

  /** The contacts that the query finds. Throws at the first that cannot be read. */
  filter<T extends nse.Json>(contacts: Iterable<T>): T[] {
    const all = Array.from(contacts);
    const mask = this.mask(all);
    return all.filter((_, index) => mask[index]);
  }

  /** What was odd about the contacts: values that cannot be read and counted as none, members that stand twice. */
  oddities(contacts: Iterable<nse.Json>): Oddities {
    return this.#judge(Array.from(contacts, line)).oddities;
  }

  /** Why the query finds this contact, or why not, clause by clause. */
  why(contact: nse.Json): Why {
    return this.#why(line(contact));
  }

  /**
   * Takes newline-delimited JSON, text or UTF-8, and gives the lines of the contacts that the query finds.
   *
   * A line that cannot be read ends the stream with a `ContactError`; with `onError` it is left out and told.
   */
  stream(options: { onError?: (error: ContactError) => void } = {}): TransformStream<string | Uint8Array, string> {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let rest = "";
    let before = 0;
    const judge = (text: string, controller: TransformStreamDefaultController<string>) => {
      const lines = text.split("\n").map((each) => each.trim()).filter((each) => each !== "");
      if (lines.length === 0) return;
      this.#judge(lines).verdicts.forEach((verdict, index) => {
        if (verdict === true) controller.enqueue(lines[index]!);
        if (typeof verdict === "boolean") return;
        const error = new ContactError(`contact ${before + index}: ${verdict.message}`, verdict.code, before + index);
        if (!options.onError) throw error;
        options.onError(error);
      });
      before += lines.length;
    };
    return new TransformStream({
      transform(chunk, controller) {
        rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
        const end = rest.lastIndexOf("\n") + 1;
        judge(rest.slice(0, end), controller);
        rest = rest.slice(end);
      },
      flush(controller) {
        judge(rest + decoder.decode(), controller);
      },
    });
  }
}

export class NseQuery extends nse.NseQuery {
  /** Loads the module, and tells it of the account. */
  static async load(options: nse.Options = {}): Promise<NseQuery> {
    return new NseQuery(await nse.instantiate(options, evaluator), options);
  }

  /** Makes a query ready to be asked about contacts. */
  matcher(source: nse.Source, options: MatchOptions = {}): Matcher {
    const query = this.compile(source);
    const made = { number: 0, generation: 0 };
    const number = () => {
      // After a panic it is made anew.
      if (made.generation === 0 || made.generation !== this.generation) {
        made.number = this.ask("matcher", { source: query, matching: options });
        made.generation = this.generation;
        freed.register(matcher, () => this.generation === made.generation && this.ask("free", { offset: made.number }));
      }
      return made.number;
    };
    const judge: Judge = (lines) => this.ask("judge", { source: lines.join("\n"), offset: number() });
    const matcher = new Matcher(judge, (contact) => this.ask("why", { source: contact, offset: number() }));
    number();
    return matcher;
  }
}

/** Lets the module forget what JavaScript has forgotten. */
const freed = new FinalizationRegistry<() => void>((free) => free());

/** A contact's JSON on one line. */
function line(contact: nse.Json): string {
  return typeof contact === "string" ? contact.replace(/[\r\n]+/g, " ").trim() || "null" : JSON.stringify(contact);
}
