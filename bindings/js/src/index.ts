/**
 * The query language of the Nimble CRM search engine: filter text to checked NSE JSON and back.
 *
 * Offsets count UTF-16 units, as JavaScript's strings do.
 */
import { core } from "#core";

import * as nse from "./nse.js";

export { applyFix } from "./fix.js";
export { NsePanic, type ModuleSource } from "./instance.js";
export {
  FieldBuilder, NseError, Query,
  type Json, type MovingDate, type Options, type Parameter, type Request, type RequestOptions, type Source, type Unit, type Value,
} from "./nse.js";
export type * from "./shapes.js";

export class NseQuery extends nse.NseQuery {
  /** Loads the module, and tells it of the account. */
  static async load(options: nse.Options = {}): Promise<NseQuery> {
    return new NseQuery(await nse.instantiate(options, core), options);
  }
}
