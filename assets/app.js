// Everything here makes a working page nicer; nothing here is needed to use it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Cards on a phone are display: block, which makes some browsers forget that a table is a table.
for (const table of document.querySelectorAll(".ft-table--cards")) {
  const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "thead th": "columnheader" };
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(roles)) {
    table.querySelectorAll(selector).forEach((element) => element.setAttribute("role", role));
  }
  table.querySelectorAll("tbody th").forEach((element) => element.setAttribute("role", "rowheader"));
}

// Progress of long work: fetch this page again and put its progress in place of ours, until it stops asking.
const seconds = (element) => Math.max(2, Number(element.dataset.refreshSeconds) || 5);

async function refresh(element) {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(element.id);
    if (!fresh || !fresh.hasAttribute("data-refresh-seconds")) {
      window.location.reload();
      return;
    }
    element.replaceChildren(...fresh.childNodes);
  } catch {
    // A lost connection is not the end of the work: ask again later.
  }
  window.setTimeout(refresh, seconds(element) * 1000, element);
}

for (const element of document.querySelectorAll("[data-refresh-seconds]")) {
  window.setTimeout(refresh, seconds(element) * 1000, element);
}

// A form sent twice is refused by the server; this only saves people the surprise.
for (const form of document.querySelectorAll("form[method=post]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    window.setTimeout(() => (sent = false), 3000);
  });
}

// A page of the report beside its areas begins where their words stand on it.
for (const text of document.querySelectorAll(".ft-page-text")) {
  const found = text.querySelector("mark");
  if (found) text.scrollTop = found.offsetTop - text.offsetTop - 40;
}
