/** A CodeMirror 6 language: what it shows is the compiler's own, so there is no second tokenizer. */
import { type CompletionContext, type CompletionResult, pickedCompletion } from "@codemirror/autocomplete";
import { Language, LanguageSupport, defineLanguageFacet, foldInside, foldNodeProp, languageDataProp } from "@codemirror/language";
import { type Action, type Diagnostic as Lint, linter } from "@codemirror/lint";
import { Facet } from "@codemirror/state";
import { type Command, type EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { type Input, NodeSet, NodeType, Parser, type PartialParse, Tree, type TreeFragment } from "@lezer/common";
import { styleTags, tags } from "@lezer/highlight";

import { mistakes, offers, proposal, said, withCode } from "./editor.js";
import { NseError, type NseQuery } from "./nse.js";
import type { Completion, CompletionKind, Diagnostic, Fix, Role, RoleSpan } from "./shapes.js";

export interface LanguageOptions {
  /** Milliseconds without a keystroke after which mistakes are shown; by default 300. */
  lintDelay?: number;
}

const ROLES: Record<Role, [name: string, tag: (typeof tags)["string"]]> = {
  field: ["Field", tags.definition(tags.propertyName)], // the default style has no colour for a plain one
  operator: ["Operator", tags.compareOperator],
  keyword: ["Keyword", tags.keyword],
  join: ["Join", tags.operatorKeyword],
  string: ["String", tags.string],
  number: ["Number", tags.number],
  date: ["Date", tags.literal],
  parameter: ["Parameter", tags.special(tags.variableName)],
  unit: ["Unit", tags.unit],
  punctuation: ["Punctuation", tags.punctuation],
  comment: ["Comment", tags.lineComment],
  error: ["Error", tags.invalid],
};
const ICONS: Record<CompletionKind, string> = {
  field: "property", operator: "keyword", value: "constant", parameter: "variable", unit: "type", keyword: "keyword",
};
/** Deeper parentheses are not folded: CodeMirror walks a tree by recursion. */
const DEEPEST = 200;

const data = defineLanguageFacet({
  commentTokens: { line: "//" },
  closeBrackets: { brackets: ["(", '"', "'"] },
});
const types = Object.entries(ROLES).map(([, [name]], index) => NodeType.define({ id: index + 2, name, error: name === "Error" }));
const top = NodeType.define({ id: 0, name: "Query", top: true });
const group = NodeType.define({ id: 1, name: "Group" });
const nodes = new NodeSet([top, group, ...types]).extend(
  styleTags(Object.fromEntries(Object.values(ROLES))),
  foldNodeProp.add({ Group: foldInside }),
  languageDataProp.add({ Query: data }),
);
const typeOf = Object.fromEntries(Object.keys(ROLES).map((role, index) => [role, nodes.types[index + 2]!])) as Record<Role, NodeType>;

/** The one the editor was made with. */
const compiler = Facet.define<NseQuery, NseQuery | undefined>({ combine: ([first]) => first });

/** Writes the query in its one form; does nothing while it has a mistake. */
export const format: Command = (view) => {
  const nse = view.state.facet(compiler);
  const text = view.state.doc.toString();
  if (!nse || text.trim() === "") return false;
  let formatted: string;
  try {
    formatted = nse.format(text);
  } catch (error) {
    if (error instanceof NseError) return false;
    throw error;
  }
  // Only what differs is replaced, so that the cursor stays where it was.
  let [from, to, end] = [0, text.length, formatted.length];
  while (from < to && from < end && text[from] === formatted[from]) from++;
  while (to > from && end > from && text[to - 1] === formatted[end - 1]) to--, end--;
  view.dispatch({ changes: { from, to, insert: formatted.slice(from, end) }, userEvent: "format" });
  return true;
};

/**
 * The query language for an editor: highlighting, mistakes with their fixes, completion, hover, folding, and `Shift-Alt-f`
 * to format. Completion is shown by `autocompletion()`, which `basicSetup` has.
 */
export function nse(nse: NseQuery, options: LanguageOptions = {}): LanguageSupport {
  const language = new Language(data, new RoleParser(nse), [], "nse");
  return new LanguageSupport(language, [
    compiler.of(nse),
    language.data.of({ autocomplete: (context: CompletionContext) => complete(nse, context) }),
    linter((view) => lint(nse, view.state.doc.toString()), { delay: options.lintDelay ?? 300 }),
    hoverTooltip((view, position) => {
      const hover = nse.hover(view.state.doc.toString(), position);
      return hover ? { pos: hover.span.start, end: hover.span.end, above: true, create: () => ({ dom: tooltip(hover.text) }) } : null;
    }),
    keymap.of([{ key: "Shift-Alt-f", run: format }]),
  ]);
}

function tooltip(text: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-nse-hover";
  dom.style.padding = "2px 6px";
  dom.style.maxWidth = "40em";
  dom.append(withCode(text));
  return dom;
}

function lint(nse: NseQuery, text: string): Lint[] {
  return mistakes(nse, text).map((found) => ({
    from: found.span.start,
    to: found.span.end,
    severity: found.severity,
    source: found.code,
    message: [said(found), ...found.help].join("\n"),
    actions: found.fixes.map((fix) => action(nse, found, fix)),
  }));
}

function action(nse: NseQuery, { code }: Diagnostic, wanted: Fix): Action {
  const label = proposal(wanted);
  return {
    name: label.replaceAll("`", ""),
    apply(view, from) {
      // The text may have changed since it was checked; a fix holds for the text that it was made for.
      const found = mistakes(nse, view.state.doc.toString()).filter((found) => found.code === code && found.span.start === from);
      const fix = found.flatMap(({ fixes }) => fixes).find((fix) => proposal(fix) === label);
      const changes = fix?.edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text }));
      if (changes) view.dispatch({ changes, userEvent: "input.fix" });
    },
  };
}

function complete(nse: NseQuery, context: CompletionContext): CompletionResult | null {
  const found = offers(nse, context.state.doc.toString(), context.pos);
  if (found.length === 0) return null;
  return {
    from: Math.min(context.pos, ...found.map(({ replace }) => replace.start)),
    filter: false, // what fits is decided already, and each offer has a range of its own
    options: found.map((offer) => ({
      label: offer.label,
      info: offer.detail,
      type: ICONS[offer.kind],
      apply: (view: EditorView, picked: Parameters<typeof pickedCompletion.of>[0]) => apply(view, picked, offer),
    })),
  };
}

function apply(view: EditorView, picked: Parameters<typeof pickedCompletion.of>[0], { insert, replace }: Completion): void {
  view.dispatch({
    changes: { from: replace.start, to: replace.end, insert },
    selection: { anchor: replace.start + insert.length },
    annotations: pickedCompletion.of(picked),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

/** The tokens as the compiler reads them, as a tree with a node for each pair of parentheses. */
class RoleParser extends Parser {
  constructor(readonly nse: NseQuery) {
    super();
  }

  createParse(input: Input, _fragments: readonly TreeFragment[], ranges: readonly { from: number; to: number }[]): PartialParse {
    const from = ranges[0]!.from;
    const { to } = ranges.at(-1)!;
    const parse = {
      parsedPos: from,
      stoppedAt: null,
      stopAt() {}, // a query is read whole: what a word is, what comes before decides
      advance: () => {
        parse.parsedPos = to;
        const text = input.read(from, to);
        return tree(text, this.nse.highlight(text));
      },
    };
    return parse;
  }
}

interface Open {
  from: number;
  children: Tree[];
  positions: number[];
}

function tree(text: string, roles: RoleSpan[]): Tree {
  const open: Open[] = [{ from: 0, children: [], positions: [] }];
  const add = ({ children, positions }: Open, child: Tree, from: number, within: Open) => {
    children.push(child);
    positions.push(from - within.from);
  };
  for (const { role, span: { start, end } } of roles) {
    const sign = role === "punctuation" ? text.slice(start, end) : "";
    if (sign === "(" && open.length < DEEPEST) open.push({ from: start, children: [], positions: [] });
    const inner = open.at(-1)!;
    add(inner, new Tree(typeOf[role], [], [], end - start), start, inner);
    if (sign === ")" && open.length > 1) {
      open.pop();
      const outer = open.at(-1)!;
      add(outer, new Tree(nodes.types[1]!, inner.children, inner.positions, end - inner.from), inner.from, outer);
    }
  }
  while (open.length > 1) {
    const { from, children, positions } = open.pop()!;
    const outer = open.at(-1)!;
    children.forEach((child, index) => add(outer, child, from + positions[index]!, outer));
  }
  const { children, positions } = open[0]!;
  return new Tree(nodes.types[0]!, children, positions, text.length).balance();
}
