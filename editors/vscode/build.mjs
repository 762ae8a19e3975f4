// Bundles the client, and brings what the repository has elsewhere: the grammar, and the schema that nse-fmt prints.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });
copyFileSync("../../grammar/nse.tmLanguage.json", "dist/nse.tmLanguage.json");
copyFileSync("../../LICENSE", "LICENSE");
writeFileSync("dist/nse.schema.json", execFileSync(process.env.NSE_FMT ?? "nse-fmt", ["schema"], { cwd: "dist" }));
await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: true,
});
