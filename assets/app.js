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

// What is typed into the form of an action is kept on the server: while typing, and when the page is left.
const KEEP_AFTER = 4000;
const TOKEN = "csrfmiddlewaretoken";

class Draft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-draft-status]");
    this.kept = this.typed();
    this.sent = false;
    form.addEventListener("submit", () => (this.sent = true));
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    window.addEventListener("pagehide", () => this.keep(true));
    // A page brought back by the Back button can be typed into again.
    window.addEventListener("pageshow", () => (this.sent = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.keep(true));
  }

  typed() {
    const words = [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && name !== TOKEN,
    );
    return new URLSearchParams(words).toString();
  }

  token() {
    return this.form.elements[TOKEN];
  }

  // Signing in again, in another window, makes the token of this page invalid.
  async renewToken() {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(`#${this.form.id} [name=${TOKEN}]`);
    if (fresh) this.token().value = fresh.value;
  }

  soon() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(false), KEEP_AFTER);
  }

  async keep(leaving) {
    const typed = this.typed();
    if (this.sent || typed === this.kept) return;
    window.clearTimeout(this.timer);
    try {
      const answer = await fetch(this.form.getAttribute("action") || window.location.pathname, {
        method: "POST",
        body: new URLSearchParams(`${typed}&do=autosave&${TOKEN}=${this.token().value}`),
        redirect: "manual",
        keepalive: leaving,
      });
      if (answer.status === 403 && !leaving) await this.renewToken();
      if (answer.status !== 204) throw new Error(answer.statusText);
      this.kept = typed;
      this.say(`Draft saved at ${new Date().toLocaleTimeString("en-GB", { timeStyle: "short" })}.`);
    } catch {
      this.say("Your draft could not be saved just now. What you typed is still here.");
      if (!leaving) this.soon();
    }
  }

  say(words) {
    if (this.status) this.status.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-keeps-draft]")) new Draft(form);
