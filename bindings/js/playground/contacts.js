// Contacts of a file: read, and judged by a query.
import { ContactError } from "nse-query/eval";

/** The contacts of a file, each as JSON: a list, an answer of the service with its `resources`, or a contact a line. */
export function contactsOf(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    if (lines.length < 2) throw new Error("This is neither JSON nor a contact a line.");
    return lines;
  }
  const list = Array.isArray(json) ? json : Array.isArray(json?.resources) ? json.resources : [json];
  return list.map((contact) => JSON.stringify(contact));
}

/** For each contact whether it is found; `undefined` for one that cannot be read, with the reason in `errors`. */
export function judged(matcher, contacts) {
  const errors = [];
  try {
    return { verdicts: matcher.mask(contacts), errors };
  } catch (error) {
    if (!(error instanceof ContactError)) throw error;
  }
  const verdicts = contacts.map((contact, index) => {
    try {
      return matcher.matches(contact);
    } catch (error) {
      if (!(error instanceof ContactError)) throw error;
      errors.push(error.message.replace(/^contact 0/, `Contact ${index + 1}`));
      return undefined;
    }
  });
  return { verdicts, errors };
}

/** What a contact is called. */
export function named(contact) {
  const { id, fields } = JSON.parse(contact);
  const value = (name) => fields?.[name]?.[0]?.value;
  const name = [value("first name"), value("last name")].filter(Boolean).join(" ") || value("company name") || value("email");
  return name ? `${name} (${id})` : String(id);
}
