import { readFile } from "node:fs/promises";

export const core = () => readFile(new URL("./nse_query.wasm", import.meta.url));
