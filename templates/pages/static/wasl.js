// Wasl: what the pages gain when scripts may run. Everything works without.
"use strict";

// Drafts stay on this device until they are sent or somebody signs out.
const draftPrefix = "wasl-draft ";

function keepDraft(form) {
  const text = form.querySelector("textarea[name=text]");
  const note = form.querySelector("[data-draft-note]");
  const key = draftPrefix + form.dataset.draft;
  const say = (words) => { if (note) note.textContent = words; };
  const found = localStorage.getItem(key);
  if (found && !text.value) {
    text.value = found;
    say(note.dataset.found);
  }
  let timer = 0;
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (text.value) localStorage.setItem(key, text.value); else localStorage.removeItem(key);
      say(text.value ? note.dataset.kept : "");
    }, 600);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("formaction")) localStorage.removeItem(key);
  });
}

function forgetDrafts() {
  Object.keys(localStorage).filter((key) => key.startsWith(draftPrefix)).forEach((key) => localStorage.removeItem(key));
}

// A second press on a button sends nothing twice.
function pressOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.pressed) { event.preventDefault(); return; }
    form.dataset.pressed = "1";
    setTimeout(() => { delete form.dataset.pressed; }, 5000);
  });
}

// Keys by their place, so that they are the same on an Arabic keyboard.
function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const act = { KeyJ: () => step(1), KeyK: () => step(-1), KeyR: () => reach("#text"), Slash: () => reach("#search") };
  if (act[event.code]) { event.preventDefault(); act[event.code](); }
}

function step(by) {
  const links = [...document.querySelectorAll("[data-row] a, [data-row] button")]
    .filter((link, at, all) => all.findIndex((other) => row(other) === row(link)) === at);
  const here = links.findIndex((link) => row(link) === row(document.activeElement));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
}

function row(element) { return element.closest("[data-row]"); }

function reach(selector) {
  const field = document.querySelector(selector);
  if (field) { field.focus(); field.scrollIntoView({ block: "center" }); }
}

// When something changed, the parts that only show are fetched again; what is being written is never touched.
function live(url) {
  const events = new EventSource(url);
  let timer = 0;
  events.addEventListener("change", (event) => {
    const page = document.querySelector("[data-reference]");
    if (page && event.data && page.dataset.reference === event.data) {
      document.querySelector("[data-fresh]").hidden = false;
    }
    clearTimeout(timer);
    timer = setTimeout(refresh, 800);
  });
  addEventListener("pagehide", () => events.close());
}

// Pages whose reading is recorded, or that answer a form, are not asked for again: the queue has the same menu.
async function refresh() {
  const isElsewhere = document.querySelector(".ticket-page, .big-search");
  const answer = await fetch(isElsewhere ? "/console" : location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const current = document.querySelector(".menu [aria-current]")?.getAttribute("href");
  for (const part of document.querySelectorAll("[data-part]")) {
    const next = fresh.getElementById(part.id);
    if (!next || part.contains(document.activeElement) || (isElsewhere && part.id === "rows")) continue;
    if (part.innerHTML !== next.innerHTML) part.replaceChildren(...next.childNodes);
  }
  for (const link of document.querySelectorAll(".menu a")) {
    if (link.getAttribute("href") === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

document.querySelectorAll("form[data-draft]").forEach(keepDraft);
document.querySelectorAll("form[data-forget]").forEach((form) => form.addEventListener("submit", forgetDrafts));
document.querySelectorAll("form[method=post]").forEach(pressOnce);
document.addEventListener("keydown", pressKey);
document.getElementById("problems")?.focus();
if (document.body.dataset.live) live(document.body.dataset.live);
