// The packed package as others use it: installed from its tarball, in Node, with TypeScript, bundled, and in Chromium under a
// strict content security policy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { browse } from "./browser.js";

const root = new URL("../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "nse-query-"));
test.after(() => rmSync(folder, { recursive: true }));
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const bin = (name) => join(root, "node_modules/.bin", name);
const write = (name, text) => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
};

const tarball = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root, encoding: "utf8" }).trim();
write("package.json", '{"type": "module", "private": true}');
run("npm", "install", "--silent", "--no-audit", "--no-fund", join(folder, tarball));

const PROGRAM = `
import { NseQuery } from "nse-query";
import { NseQuery as Evaluator } from "nse-query/eval";
const nse = await NseQuery.load();
const evaluator = await Evaluator.load();
const found = evaluator.matcher("tag = vip").filter([{ id: "1", tags: ["VIP"] }, { id: "2" }]);
`;
const SAID = 'tag = vip {"tag":{"is":"vip"}} 1';
const SAY = 'const said = [nse.toText(\'{"tag":{"is":"vip"}}\'), nse.compile("tag = vip").json, found.length].join(" ");\n';

test("Node by import and by require", () => {
  write("import.mjs", `${PROGRAM}${SAY}console.log(said);`);
  assert.equal(run("node", "import.mjs").trim(), SAID);
  write("require.cjs", 'const { NseQuery } = require("nse-query"); NseQuery.load().then((nse) => console.log(nse.compile("tag = vip").text));');
  assert.equal(run("node", "require.cjs").trim(), "tag = vip");
});

test("TypeScript, strict, in either resolution", () => {
  write("typed.ts", `
import { NseError, NseQuery, type Diagnostic, type Query } from "nse-query";
import { NseQuery as Evaluator, type Why } from "nse-query/eval";
import { SearchBox, type SearchBoxDetail } from "nse-query/search-box";
customElements.define("nse-search-box", SearchBox);
const heard = (event: CustomEvent<SearchBoxDetail>): string | undefined => event.detail.request?.url;
const nse: NseQuery = await NseQuery.load({ timeZone: "Europe/Berlin" });
const query: Query = nse.compile("tag = {tag}", { params: { tag: "vip" } });
const codes: string[] = nse.check("name = x").map((found: Diagnostic) => found.code);
const why: Why = (await Evaluator.load()).matcher(query.json).why({ id: "1" });
// @ts-expect-error: a unit is one of five
nse.field("created").inLast(3, "fortnight");
export { NseError, codes, heard, why };
`);
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    run(bin("tsc"), "--noEmit", "--strict", "--target", "es2022", "--module", module, "--moduleResolution", resolution, "typed.ts");
  }
});

test("the package is as npm wants it", () => {
  run(bin("publint"), "--strict", join(folder, tarball));
  run(bin("attw"), join(folder, tarball), "--profile", "esm-only", "--exclude-entrypoints", "nse_query.wasm", "nse_query_eval.wasm", "package.json");
});

const PAGE = `${PROGRAM}${SAY}document.body.dataset.said = said;`;
const HTML = (script) => `<!doctype html><meta charset="utf-8"><title>nse-query</title><body><script type="module" src="${script}"></script>`;

test("pages made by Vite, webpack and esbuild, and one by none", async () => {
  write("vite/main.js", PAGE);
  write("vite/index.html", HTML("./main.js"));
  run(bin("vite"), "build", "--logLevel", "error", "--base", "./", "--outDir", join(folder, "site/vite"), join(folder, "vite"));

  write("webpack/main.js", PAGE);
  write("webpack.config.cjs", `module.exports = { mode: "production", entry: "./webpack/main.js", experiments: { outputModule: true },
    output: { path: ${JSON.stringify(join(folder, "site/webpack"))}, module: true, filename: "main.js" } };`);
  run(bin("webpack"), "--config", "webpack.config.cjs");
  write("site/webpack/index.html", HTML("./main.js"));

  const wasm = 'new URL("./nse_query.wasm", import.meta.url)';
  const loads = PAGE.replace("NseQuery.load()", `NseQuery.load({ module: fetch(${wasm}) })`)
    .replace("Evaluator.load()", `Evaluator.load({ module: fetch(${wasm.replace("nse_query", "nse_query_eval")}) })`);
  write("esbuild/main.js", loads);
  run(bin("esbuild"), "esbuild/main.js", "--bundle", "--format=esm", "--minify", `--outfile=${join(folder, "site/esbuild/main.js")}`);
  write("site/esbuild/index.html", HTML("./main.js"));

  const dist = join(folder, "node_modules/nse-query/dist");
  for (const file of readdirSync(dist).filter((file) => /\.(js|wasm)$/.test(file))) {
    mkdirSync(join(folder, "site/plain"), { recursive: true });
    copyFileSync(join(dist, file), join(folder, "site/plain", file));
    if (file.endsWith(".wasm")) copyFileSync(join(dist, file), join(folder, "site/esbuild", file));
  }
  // An import map stands for the conditions that bundlers read in package.json.
  const map = { imports: { "nse-query": "./index.js", "nse-query/eval": "./eval.js", "#core": "./core.web.js", "#evaluator": "./evaluator.web.js" } };
  write("site/plain/main.js", PAGE);
  write("site/plain/index.html", HTML("./main.js").replace("<script", `<script type="importmap">${JSON.stringify(map)}</script><script`));

  const strict = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  const browser = await browse(join(folder, "site"), (path) => `${strict} ${path.startsWith("/plain/") ? "'unsafe-inline'" : ""}`);
  try {
    for (const made of ["vite", "webpack", "esbuild", "plain"]) {
      const { page, said } = await browser.open(`/${made}/`);
      await page.waitForSelector("body[data-said]", { state: "attached", timeout: 20_000 }).catch(() => assert.fail(`${made}: ${said.join("\n")}`));
      assert.equal(await page.getAttribute("body", "data-said"), SAID, made);
      assert.deepEqual(said, [], made);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
