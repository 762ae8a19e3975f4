// Writes src/shapes.ts, the types of what the module answers, from the JSON Schemas of the library (../../src/shape).
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

// The report of diagnostics is for files; here each one stands by itself.
const roots = { diagnostics: undefined, completions: "Completions", hover: "Hover", roles: "Roles", field: "Field", explanation: "Explanation", oddities: "Oddities" };
const defs = {};
for (const [shape, name] of Object.entries(roots)) {
  const { $defs, $id, $schema, ...schema } = JSON.parse(readFileSync(new URL(`../../src/shape/${shape}.json`, import.meta.url), "utf8"));
  Object.assign(defs, $defs, name && { [name]: schema });
}
for (const [name, schema] of Object.entries(defs)) schema.title = name;

// What is said beside a reference would make a type of its own of it; the module counts UTF-16 units.
const said = (key, value) => {
  if (value?.$ref) return { $ref: value.$ref.replace(/^#$/, "#/$defs/Explanation") };
  return key === "description" ? value.replace(/\bbytes\b/g, "UTF-16 units").replace(/\bbyte\b/g, "unit") : value;
};
const properties = Object.fromEntries(Object.keys(defs).map((name) => [name, { $ref: `#/$defs/${name}` }]));
const all = { type: "object", additionalProperties: false, required: Object.keys(defs), properties, $defs: defs };
const types = await compile(JSON.parse(JSON.stringify(all, said)), "Shapes", {
  additionalProperties: false,
  bannerComment: "// Written by types.mjs from the library's JSON Schemas. Do not edit.",
});
writeFileSync(new URL("src/shapes.ts", import.meta.url), types);
