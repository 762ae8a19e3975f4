// node size.mjs [LIMIT] FILE…: the size of each file, and in kilobytes of brotli; with a limit, none may be larger.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const given = process.argv.slice(2);
const limit = /^\d+$/.test(given[0]) ? Number(given.shift()) : Infinity;
for (const file of given) {
  const bytes = readFileSync(file);
  const { length } = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
  const size = Math.round(length / 1000);
  console.log(`${file}: ${Math.round(bytes.length / 1000)} KB, ${size} KB by brotli`);
  if (size > limit) {
    console.error(`more than ${limit} KB`);
    process.exitCode = 1;
  }
}
