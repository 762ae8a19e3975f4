// node playground/build.mjs [FOLDER]: the playground as static files, by default in playground/dist.
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.argv[2] ?? join(here, "dist");
mkdirSync(folder, { recursive: true });
await build({ entryPoints: [join(here, "main.js")], bundle: true, minify: true, format: "esm", outfile: join(folder, "main.js") });
for (const file of ["index.html", "style.css", "icon.svg", "../dist/nse_query_eval.wasm"]) {
  copyFileSync(join(here, file), join(folder, file.split("/").at(-1)));
}
