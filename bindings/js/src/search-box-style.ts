/** How the search box looks. Each colour is a custom property with a default for light and for dark. */
export const STYLE = `
:host {
  display: block; position: relative; text-align: start;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  --text: var(--nse-text, light-dark(#1b1b1f, #e6e6ea));
  --back: var(--nse-background, light-dark(#ffffff, #1d1e22));
  --edge: var(--nse-border, light-dark(#76767e, #8b8b95));
  --accent: var(--nse-accent, light-dark(#0b57d0, #a8c7fa));
  --on-accent: var(--nse-on-accent, light-dark(#ffffff, #062e6f));
  --muted: var(--nse-muted, light-dark(#55555d, #b4b4bd));
  --error: var(--nse-error, light-dark(#b3261e, #f2b8b5));
  --warning: var(--nse-warning, light-dark(#7a4f00, #f5c86b));
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.row { display: flex; gap: 0.5rem; }
.field {
  position: relative; flex: 1; min-width: 0; overflow: hidden;
  background: var(--back); border: 1px solid var(--edge); border-radius: var(--nse-radius, 0.375rem);
}
.field:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
/* The colours lie under the input, whose own text is not painted: both have the same letters at the same places. */
input, .colours {
  display: block; width: 100%; height: 2.5rem; margin: 0; padding: 0 0.75rem; border: 0; background: none;
  font: 0.9375rem/2.5rem var(--nse-font, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
  font-variant-ligatures: none; letter-spacing: 0; white-space: pre;
}
input { position: relative; outline: 0; color: var(--text); -webkit-text-fill-color: transparent; caret-color: var(--text); }
input::placeholder { color: var(--muted); -webkit-text-fill-color: currentColor; opacity: 1; }
input::selection { background: color-mix(in srgb, var(--accent) 30%, transparent); }
input:disabled { cursor: not-allowed; }
.colours { position: absolute; inset: 0; overflow: hidden; padding: 0; margin: 0 0.75rem; width: auto; pointer-events: none; }
.colours::after { content: " "; }
.field-name { color: var(--nse-field, light-dark(#0b57d0, #a8c7fa)); }
.operator, .punctuation { color: var(--muted); }
.keyword, .unit, .join { color: var(--nse-keyword, light-dark(#7b2d8e, #e2b6f0)); }
.string, .parameter { color: var(--nse-string, light-dark(#146c2e, #9bd6a5)); }
.number, .date { color: var(--nse-number, light-dark(#8a3c00, #ffb784)); }
.comment { color: var(--muted); font-style: normal; }
.has-error, .has-warning { text-decoration: underline wavy 1.5px; text-underline-offset: 4px; text-decoration-skip-ink: none; }
.has-error { text-decoration-color: var(--error); }
.has-warning { text-decoration-color: var(--warning); }
button { font: inherit; cursor: pointer; border-radius: var(--nse-radius, 0.375rem); }
.submit { padding: 0 1rem; border: 1px solid var(--accent); color: var(--on-accent); background: var(--accent); }
button:disabled { opacity: 0.5; cursor: not-allowed; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.offers {
  position: absolute; z-index: 10; inset-inline: 0; top: 2.875rem; margin: 0; padding: 0.25rem; max-height: 18rem; overflow: auto; list-style: none;
  background: var(--back); border: 1px solid var(--edge); border-radius: var(--nse-radius, 0.375rem); box-shadow: 0 4px 16px #0004;
}
.offers[hidden], .mistakes[hidden] { display: none; }
.offer { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.25rem 0.5rem; cursor: pointer; border-radius: 0.25rem; }
.offer[aria-selected="true"] { color: var(--on-accent); background: var(--accent); }
.offer[aria-selected="true"] .detail { color: inherit; }
.offer:hover:not([aria-selected="true"]) { background: color-mix(in srgb, var(--accent) 12%, transparent); }
.detail { color: var(--muted); font-size: 0.875em; }
.mistakes { margin: 0.5rem 0 0; padding: 0; list-style: none; }
.mistake { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.5rem; padding: 0.125rem 0; }
.mistake .severity { font-weight: 600; color: var(--error); }
.mistake.warning .severity { color: var(--warning); }
.fix { padding: 0 0.625rem; border: 1px solid var(--edge); color: var(--text); background: var(--back); }
code { font-family: var(--nse-font, ui-monospace, monospace); font-size: 0.9375em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  input { -webkit-text-fill-color: currentColor; }
  .colours, .colours * { forced-color-adjust: none; color: transparent; }
  .offer[aria-selected="true"] { forced-color-adjust: none; color: HighlightText; background: Highlight; }
}
`;
