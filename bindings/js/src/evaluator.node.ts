import { readFile } from "node:fs/promises";

export const evaluator = () => readFile(new URL("./nse_query_eval.wasm", import.meta.url));
