// The corpora of the library's own tests, through WebAssembly: the answers are those of Rust.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { NseError, NseQuery, applyFix } from "nse-query";
import { NseQuery as Evaluator } from "nse-query/eval";

const ROOT = new URL(process.env.NSE_CORPORA ?? "../../../tests/", import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");
/** What a snapshot of insta holds. */
const snapshot = (path) => read(path).split("\n---\n").slice(1).join("\n---\n").trimEnd();
const files = (folder, ending) => readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith(ending)).sort();
const now = new Date("2026-11-15T12:00:00Z");

for (const [module, { load }] of Object.entries({ core: NseQuery, eval: Evaluator })) {
  const Class = module === "core" ? NseQuery : Evaluator;
  const nse = await load.call(Class, { now });

  for (const name of files("queries/", ".nse")) {
    test(`${module}: queries/${name}`, () => {
      const source = read(`queries/${name}`);
      const expected = snapshot(`queries/snapshots/${name.replace(".nse", "")}-3-json.snap`);
      if (expected.startsWith("{")) {
        const query = nse.compile(source);
        assert.equal(JSON.stringify(query), JSON.stringify(JSON.parse(expected)));
        assert.equal(nse.compile(query.json).json, query.json);
        assert.equal(nse.compile(query.text).json, query.json);
      } else {
        const said = nse.check(source).map(({ severity, code, message }) => `${severity}[${code}]: ${message}`);
        assert.deepEqual(said, expected.split("\n").map((line) => line.replace(/ \(bytes [^(]*\)$/, "")));
        assert.throws(() => nse.compile(source), NseError);
      }
    });
  }

  for (const name of files("mistakes/", ".txt").filter((name) => name !== "json.txt")) {
    test(`${module}: mistakes/${name}`, () => {
      const sources = read(`mistakes/${name}`).trimEnd().split("\n").map((line) => line.replaceAll("⏎", "\n"));
      assert.equal(sources.flatMap((source) => shown(nse, source)).join("\n").trimEnd(), snapshot(`mistakes/${name.replace(".txt", ".snap")}`));
    });
  }
}

/** A line of tests/mistakes and what is said of it, as tests/mistakes.rs writes it. */
function shown(nse, source) {
  const line = (text) => text.replaceAll("\n", "⏎").trimEnd();
  const byte = (at) => new TextEncoder().encode(source.slice(0, at)).length;
  const place = ({ start, end }) => `${byte(start)} \`${source.slice(start, end)}\``;
  return [line(source), ...nse.check(source).flatMap((found) => {
    let said = `${found.code} ${place(found.span)} ${found.message}`;
    if (found.label) said += `: ${found.label}`;
    for (const related of found.related) said += `; ${place(related.span)} ${related.text}`;
    return [
      line(`  ${said}`),
      ...found.help.map((text) => line(`    = ${text}`)),
      ...found.fixes.map((fix) => line(`    ${fix.certain ? "!" : "?"} ${applyFix(source, fix)}`)),
    ];
  })];
}
