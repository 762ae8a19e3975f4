// The playground: everything about one query, in one page.
import { NseError, NseQuery } from "nse-query/eval";
import { SearchBox } from "nse-query/search-box";

import { contactsOf, judged, named } from "./contacts.js";

const EXAMPLES = [
  "tag = vip and created in last 3 months",
  'name ~ "Jon Ferrara" or email ^= jon',
  "birthday in 20 Dec..6 Jan and email is not empty",
  "company last contacted in this month and not (tag = lead or rating > 3)",
  "record type = company and # of employees is not empty",
  "tag == vip && rating > 3",
];
/** Of more contacts than these, the first are shown. */
const SHOWN = 100;

const at = (id) => document.getElementById(id);
const box = document.querySelector("nse-search-box");
const module = await WebAssembly.compile(await (await fetch("nse_query_eval.wasm")).arrayBuffer());
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
let nse = await NseQuery.load({ module, timeZone });
let contacts = [];
let linking;

/** Puts the query into the address of the page. */
function link() {
  history.replaceState(null, "", box.value === "" ? location.pathname : `#${encodeURIComponent(box.value)}`);
}

/** The query of the box, where it has no mistake. */
function query() {
  try {
    return box.value.trim() === "" ? undefined : nse.compile(box.value);
  } catch (error) {
    if (error instanceof NseError) return undefined;
    throw error;
  }
}

function show({ keepJson = false } = {}) {
  const found = query();
  clearTimeout(linking);
  linking = setTimeout(link, 300); // browsers refuse an address that changes with every key
  at("copied").textContent = "";
  at("meaning").textContent = found ? `${found.explain()}.`.replace(/^./u, (letter) => letter.toUpperCase()) : box.value.trim() === "" ? "Nothing yet." : "There is a mistake.";
  const outline = found ? nse.outline(found).trimEnd() : "";
  at("outline").textContent = outline;
  at("outline").hidden = !outline.includes("\n");
  at("text").textContent = found ? formatted(found) : "";
  if (!keepJson) {
    at("json").value = found ? JSON.stringify(found, null, 2) : "";
    at("json-problem").textContent = "";
  }
  showRequest(found);
  showContacts(found);
}

/** The text as it was written, moving dates and all, in its one form. */
function formatted(found) {
  try {
    return nse.format(box.value, { width: 60 });
  } catch (error) {
    if (!(error instanceof NseError)) throw error;
    return nse.format(found.text, { width: 60 }); // JSON, or a request that carries it
  }
}

function showRequest(found) {
  let said = "";
  try {
    if (found) {
      // The text, not the query: what it rests on decides whether it is fit to delete by.
      const request = at("deletion").checked ? nse.toDeletion(box.value) : found.toRequest();
      said = `${request.method} ${request.path}\nquery=${request.params.query}\n\n${request.code[at("client").value]}`;
    }
  } catch (error) {
    if (!(error instanceof NseError)) throw error;
    said = `Refused: ${error.message}`;
  }
  at("request").textContent = said;
}

function showContacts(found) {
  at("found").replaceChildren();
  at("count").textContent = contacts.length === 0 ? "" : `${contacts.length} ${contacts.length === 1 ? "contact" : "contacts"} in the file.`;
  if (!found || contacts.length === 0) return;
  let matcher;
  try {
    matcher = nse.matcher(found);
  } catch (error) {
    if (!(error instanceof NseError)) throw error;
    at("count").textContent = error.message;
    return;
  }
  const { verdicts, errors } = judged(matcher, contacts);
  const listed = contacts.filter((_, index) => verdicts[index] === true || (verdicts[index] === false && at("others").checked));
  const said = [`${verdicts.filter(Boolean).length} of ${contacts.length} contacts found.`];
  if (errors.length > 0) said.push(`${errors.length} cannot be read: ${errors[0]}`);
  if (listed.length > SHOWN) said.push(`The first ${SHOWN} are shown.`);
  at("count").textContent = said.join(" ");
  at("found").replaceChildren(...listed.slice(0, SHOWN).map((contact) => shown(matcher, contact)));
}

/** A contact that tells why, once it is opened. */
function shown(matcher, contact) {
  const [item, details, summary, why] = ["li", "details", "summary", "pre"].map((tag) => document.createElement(tag));
  summary.textContent = named(contact);
  details.addEventListener("toggle", () => {
    why.textContent ||= matcher.why(contact).text;
    why.tabIndex = 0;
    why.setAttribute("aria-label", "Why");
    why.setAttribute("role", "group");
  });
  details.append(summary, why);
  item.append(details);
  return item;
}

/** Reads the file that is chosen or dropped; nothing of it is sent. */
function opens(name, status, read) {
  const opened = async (file) => {
    if (!file) return;
    try {
      read(await file.text(), file.name);
    } catch (error) {
      at(status).textContent = `${file.name}: ${error.message}`;
    }
  };
  const [drop, input] = [at(`${name}-drop`), at(`${name}-file`)];
  input.addEventListener("change", () => opened(input.files[0]));
  drop.addEventListener("drop", (event) => opened(event.dataTransfer.files[0]));
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", type === "dragenter" || type === "dragover");
    });
  }
}

opens("contacts", "count", (text) => {
  contacts = contactsOf(text);
  show();
});
let loading = Promise.resolve();
opens("metadata", "account", (text, name) => {
  loading = loading.then(async () => {
    const before = nse;
    nse = await NseQuery.load({ module, timeZone, metadata: text });
    before.close();
    const own = nse.fields().filter(({ custom }) => custom).map((field) => field.name);
    at("account").textContent = `${name}: ${own.length} fields of the account${own.length > 0 ? `: ${own.join(", ")}` : ""}.`;
    box.nse = nse;
    show();
  }).catch((error) => {
    at("account").textContent = `${name}: ${error.message}`;
  });
});

for (const example of EXAMPLES) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = example;
  button.addEventListener("click", () => {
    box.value = example;
    show();
  });
  at("examples").append(button);
}
box.addEventListener("nse-change", () => show());
box.addEventListener("nse-submit", async () => {
  link();
  const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  at("copied").textContent = copied ? "The link is copied." : "The address of this page is the link.";
});
at("json").addEventListener("input", () => {
  try {
    box.value = nse.toText(at("json").value);
    at("json-problem").textContent = "";
  } catch (error) {
    if (!(error instanceof NseError)) throw error;
    at("json-problem").textContent = error.message;
    return;
  }
  show({ keepJson: true });
});
for (const id of ["client", "deletion", "others"]) at(id).addEventListener("change", () => show({ keepJson: true }));

function linked() {
  let text = location.hash.slice(1);
  try {
    text = decodeURIComponent(text);
  } catch {
    // A `%` that somebody wrote by hand stays as it is.
  }
  box.value = text;
  show();
}

customElements.define("nse-search-box", SearchBox);
box.nse = nse;
addEventListener("hashchange", linked);
if (location.hash === "") box.value = EXAMPLES[0];
else linked();
show();
document.body.dataset.ready = "";
