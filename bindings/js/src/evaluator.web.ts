export const evaluator = () => fetch(new URL("./nse_query_eval.wasm", import.meta.url));
