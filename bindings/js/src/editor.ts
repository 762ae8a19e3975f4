/** What the CodeMirror language and the search box both ask of the library. */
import type { NseQuery } from "./nse.js";
import type { Completion, Diagnostic, Fix } from "./shapes.js";

/** What may be written at `cursor`; none of it stands there already. */
export function offers(nse: NseQuery, text: string, cursor: number): Completion[] {
  return nse.complete(text, cursor).filter(({ insert, replace }) => text.slice(replace.start, replace.end) !== insert);
}

/** Every mistake and warning. A blank text is no mistake of somebody who has not begun to write. */
export function mistakes(nse: NseQuery, text: string): Diagnostic[] {
  return text.trim() === "" ? [] : nse.check(text);
}

/** What is wrong, and what was expected, in one line. */
export function said({ message, label }: Diagnostic): string {
  return label === "" ? message : `${message}: ${label}`;
}

/** What a fix does, with what it writes where its label does not say. */
export function proposal({ label, edits }: Fix): string {
  const written = edits.map(({ text }) => text.trim()).filter((text) => text !== "").join(" … ");
  return label.includes("`") || written === "" ? label : `${label}: \`${written}\``;
}

/** Text with parts in backticks, each of them as `<code>`. Nothing of it is read as HTML. */
export function withCode(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  text.split(/`([^`]+)`/).forEach((part, index) => {
    if (index % 2 === 0) return fragment.append(part);
    const code = document.createElement("code");
    code.textContent = part;
    fragment.append(code);
  });
  return fragment;
}
