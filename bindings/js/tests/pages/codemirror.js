// An editor with the query language, as the README shows it.
import { basicSetup, EditorView } from "codemirror";
import { keymap } from "@codemirror/view";
import { lintKeymap } from "@codemirror/lint";
import { NseQuery } from "nse-query";
import { nse } from "nse-query/codemirror";

const query = await NseQuery.load({ tags: ["vip", "very important"], module: fetch("nse_query.wasm") });
const view = new EditorView({ parent: document.body, extensions: [basicSetup, keymap.of(lintKeymap), nse(query)] });
view.contentDOM.setAttribute("aria-label", "Query");
// For the test: what is written, and what a keystroke costs with all of it.
document.addEventListener("keystrokes", () => {
  const text = Array.from({ length: 10 }, (_, index) => `tag = t${index}`).join(" and ");
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  const keystroke = (letter) => {
    view.dispatch({ changes: { from: view.state.doc.length, insert: letter }, userEvent: "input.type" });
    query.check(view.state.doc.toString());
    query.complete(view.state.doc.toString(), view.state.doc.length);
  };
  for (let index = 0; index < 50; index++) keystroke("x");
  // The median: other programs share the machine.
  const each = Array.from({ length: 101 }, () => {
    const started = performance.now();
    keystroke("x");
    return performance.now() - started;
  }).sort((a, b) => a - b)[50];
  document.body.dataset.each = String(each);
});
document.body.dataset.ready = "";
