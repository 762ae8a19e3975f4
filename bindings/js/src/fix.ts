import type { Fix } from "./shapes.js";

/** `source` with one fix of a diagnostic applied. */
export function applyFix(source: string, fix: Fix): string {
  let fixed = "";
  let at = 0;
  for (const { span, text } of fix.edits) {
    fixed += source.slice(at, span.start) + text;
    at = span.end;
  }
  return fixed + source.slice(at);
}
