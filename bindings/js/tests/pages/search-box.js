import { NseQuery } from "nse-query";
import { SearchBox } from "nse-query/search-box";

customElements.define("nse-search-box", SearchBox);
const box = document.querySelector("nse-search-box");
box.nse = await NseQuery.load({ tags: ["vip", "very important"], module: fetch("nse_query.wasm") });
box.addEventListener("nse-submit", ({ detail }) => console.info(detail.request.url));

// For the test: what the events carry.
for (const name of ["nse-change", "nse-submit"]) {
  box.addEventListener(name, ({ detail: { text, json, request, diagnostics } }) => {
    document.body.dataset[name === "nse-change" ? "change" : "submit"] =
      JSON.stringify({ text, json, url: request?.url, codes: diagnostics.map(({ code }) => code) });
  });
}
document.body.dataset.ready = "";
