export const core = () => fetch(new URL("./nse_query.wasm", import.meta.url));
