/** One WebAssembly module: questions and answers in JSON. */

interface Exports {
  memory: WebAssembly.Memory;
  start(): void;
  memory_for(length: number): number;
  ask(question: number, length: number): bigint;
  forget(answer: number, length: number): void;
}

/** What a module is made from. */
export type ModuleSource = WebAssembly.Module | BufferSource | Response;

/** A failure inside the module. It is ours, never the caller's; the next call works. */
export class NsePanic extends Error {
  override name = "NsePanic";
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export async function compileModule(source: ModuleSource | PromiseLike<ModuleSource>): Promise<WebAssembly.Module> {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  if (typeof Response !== "undefined" && given instanceof Response) {
    if (!given.ok) throw new Error(`${given.url}: ${given.status} ${given.statusText}`);
    return WebAssembly.compile(await given.arrayBuffer());
  }
  return WebAssembly.compile(given as BufferSource);
}

export class Instance {
  #module: WebAssembly.Module;
  #exports: Exports | undefined;
  /** Counts the instances: what one made is unknown to the next. */
  generation = 0;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** The answer to `question`, whose strings are put in order: a lone half of a character becomes U+FFFD. */
  ask(question: object): any {
    const bytes = encoder.encode(JSON.stringify(question, wellFormed));
    return JSON.parse(this.#guarded((wasm) => {
      const at = wasm.memory_for(bytes.length);
      new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
      const packed = BigInt.asUintN(64, wasm.ask(at, bytes.length));
      const [start, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
      const answer = decoder.decode(new Uint8Array(wasm.memory.buffer, start, length));
      wasm.forget(start, length);
      return answer;
    }));
  }

  /** What fails inside the module is an error, and the next call has a new instance. */
  #guarded<T>(call: (wasm: Exports) => T): T {
    try {
      return call(this.#started());
    } catch (error) {
      this.#exports = undefined;
      if (error instanceof NsePanic) throw error;
      throw new NsePanic(`the module of nse-query failed: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  /** @internal Makes the module panic, for a test. */
  provoke(): void {
    this.#guarded((wasm) => wasm.memory_for(-1));
  }

  #started(): Exports {
    if (this.#exports) return this.#exports;
    let memory: WebAssembly.Memory;
    const panicked = (start: number, length: number) => {
      throw new NsePanic(decoder.decode(new Uint8Array(memory.buffer, start, length)));
    };
    const wasm = new WebAssembly.Instance(this.#module, { nse: { panicked } }).exports as unknown as Exports;
    memory = wasm.memory;
    wasm.start();
    this.generation += 1;
    return (this.#exports = wasm);
  }
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === "string" ? toWellFormed(value) : value;
}

function toWellFormed(text: string): string {
  // Node 20 and every browser since 2023 have it; TypeScript's library learns it with ES2024.
  return (text as string & { toWellFormed(): string }).toWellFormed();
}
