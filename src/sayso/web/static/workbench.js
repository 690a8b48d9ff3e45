// The workbench's own script: evidence both ways, brush on the time line, review by keyboard, adding articles. No dependency.
"use strict";

const $ = (selector, root) => (root || document).querySelector(selector);
const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));

// ---- evidence: hover and click, from text to row and back -------------------------------------------------------------
function light(refs, on) {
  for (const ref of refs) {
    for (const el of $$(`[data-refs~="${CSS.escape(ref)}"], [data-ref="${CSS.escape(ref)}"]`)) el.classList.toggle("lit", on);
  }
}
const refsOf = (el) => (el.dataset.refs ? el.dataset.refs.split(" ") : el.dataset.ref ? [el.dataset.ref] : []);
for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(type, (e) => {
    const el = e.target.closest && e.target.closest("mark[data-refs], .row[data-ref]");
    if (el) light(refsOf(el), on);
  });
}
document.addEventListener("click", (e) => {
  const mark = e.target.closest("mark[data-refs]");
  if (mark) {
    const row = refsOf(mark).map((r) => $(`.row[data-ref="${CSS.escape(r)}"]`)).filter(Boolean).pop();
    if (row) {
      row.scrollIntoView({ block: "center" });
      row.focus({ preventScroll: true });
    }
    return;
  }
  const row = e.target.closest(".row[data-ref]");
  if (row && !e.target.closest("a, button, input, select, summary, textarea, form")) {
    const all = $$(`mark[data-refs~="${CSS.escape(row.dataset.ref)}"]`);
    const best = all.find((m) => m.classList.contains("trigger") || m.classList.contains("cue")) || all[0];
    if (best) best.scrollIntoView({ block: "center" });
    light([row.dataset.ref], true);
  }
});

// ---- permalink to the selected words ------------------------------------------------------------------------------------
const story = $(".story[data-article]");
if (story) {
  document.addEventListener("selectionchange", () => {
    const out = $("#permalink");
    const selected = document.getSelection();
    if (!out || !selected || selected.isCollapsed || !story.contains(selected.anchorNode) || !story.contains(selected.focusNode)) return;
    const offset = (node, at) => {
      const range = document.createRange();
      range.setStart(story, 0);
      range.setEnd(node, at);
      return Array.from(range.toString()).length; // code points, as in the record
    };
    const ends = [offset(selected.anchorNode, selected.anchorOffset), offset(selected.focusNode, selected.focusOffset)].sort((a, b) => a - b);
    const url = new URL(location.href);
    url.searchParams.set("span", ends.join("-"));
    url.hash = "linked";
    url.searchParams.delete("event");
    url.searchParams.delete("statement");
    $("a", out).href = url.href;
    $("#selected").textContent = `(characters ${ends.join(" to ")})`;
    out.classList.remove("hidden");
  });
}

// ---- the filter form: no empty fields in the address, changes take effect at once ------------------------------------
document.addEventListener("formdata", (e) => {
  if (!e.target.matches("form.filter")) return;
  const empty = [];
  for (const [key, value] of e.formData) if (value === "") empty.push(key);
  for (const key of empty) e.formData.delete(key);
});

// ---- list, map and time line point at each other -----------------------------------------------------------------------
// "sayso:point" carries the id, latitude and longitude of the incident that is pointed at, or null; map.mjs listens and sends it too
function pointAt(id, row) {
  for (const el of $$("tr[data-id].lit, .svgmap a.lit, rect.bar.lit")) el.classList.remove("lit");
  if (!id) return;
  row = row || $(`tr[data-id="${CSS.escape(id)}"]`);
  if (row) row.classList.add("lit");
  for (const a of $$(`.svgmap a[data-point="${CSS.escape(id)}"]`)) a.classList.add("lit");
  const day = row && row.dataset.start;
  if (day) for (const b of $$("rect.bar")) if (b.dataset.first <= day && day <= b.dataset.last) b.classList.add("lit");
}
document.addEventListener("sayso:pointed", (e) => pointAt(e.detail && e.detail.id));
for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(type, (e) => {
    if (!e.target.closest) return;
    const row = e.target.closest("tr[data-id]"), dot = e.target.closest(".svgmap a[data-point]"), bar = e.target.closest("rect.bar");
    if (row || dot) {
      const id = row ? row.dataset.id : dot.dataset.point;
      pointAt(on ? id : null, row);
      const at = row && row.dataset.lat ? { lat: +row.dataset.lat, lon: +row.dataset.lon } : null;
      document.dispatchEvent(new CustomEvent("sayso:point", { detail: on ? at : null }));
    } else if (bar) {
      for (const tr of $$("tr[data-start]")) tr.classList.toggle("lit", on && bar.dataset.first <= tr.dataset.start && tr.dataset.start <= bar.dataset.last);
    }
  });
}

// ---- brush on the time line ---------------------------------------------------------------------------------------------
function brush(svg) {
  const box = $("rect.brush", svg);
  let from = null;
  const x = (e) => {
    const r = svg.getBoundingClientRect();
    return Math.max(0, Math.min(svg.viewBox.baseVal.width, ((e.clientX - r.left) / r.width) * svg.viewBox.baseVal.width));
  };
  svg.addEventListener("pointerdown", (e) => {
    from = x(e);
    svg.setPointerCapture(e.pointerId);
  });
  svg.addEventListener("pointermove", (e) => {
    if (from === null) return;
    const to = x(e);
    box.setAttribute("x", Math.min(from, to));
    box.setAttribute("width", Math.abs(to - from));
  });
  svg.addEventListener("pointercancel", () => { from = null; box.setAttribute("width", 0); });
  svg.addEventListener("pointerup", (e) => {
    if (from === null) return;
    const ends = [from, x(e)].sort((a, b) => a - b);
    from = null;
    const hit = $$("rect.bar", svg).filter((b) => +b.getAttribute("x") + +b.getAttribute("width") >= ends[0] && +b.getAttribute("x") <= ends[1]);
    if (!hit.length) return;
    const form = $("form.filter");
    form.elements.from.value = hit[0].dataset.first;
    form.elements.to.value = hit[hit.length - 1].dataset.last;
    form.requestSubmit();
  });
}
const wireUp = (root) => $$("svg.timeline.brushed", root).forEach((svg) => { if (!svg.dataset.wired) { svg.dataset.wired = "1"; brush(svg); } });
wireUp(document);
document.addEventListener("htmx:after:swap", () => { wireUp(document); document.dispatchEvent(new Event("sayso:results")); });

// ---- review by keyboard ---------------------------------------------------------------------------------------------------
const KEYS = { next: "j", previous: "k", accept: "a", reject: "x", edit: "e", merge: "m", split: "s", note: "n", undo: "u", help: "?" };
const kept = () => {
  try { return JSON.parse(localStorage.getItem("sayso-keys")) || {}; } catch { return {}; }
};
const keys = { ...KEYS, ...kept() };
const keysOn = () => localStorage.getItem("sayso-keys-off") !== "1";
const items = () => $$("[data-item]");
let here = -1;
function go(to) {
  const all = items();
  if (!all.length) return;
  here = Math.max(0, Math.min(all.length - 1, to));
  all.forEach((el, i) => el.classList.toggle("here", i === here));
  const target = $("a, [tabindex]", all[here]) || all[here];
  target.focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
}
// a decision reloads the page: the next item takes the place of the one that went
const place = `sayso-here ${location.pathname}${location.search}`;
const remembered = sessionStorage.getItem(place);
sessionStorage.removeItem(place);
if (remembered !== null) go(+remembered);
function press(action) {
  const all = items();
  const scope = here >= 0 && all[here] ? all[here] : all.length === 1 ? all[0] : document;
  const button = $(`[data-action="${action}"]`, scope) || (scope !== document && $(`main [data-action="${action}"]:not([data-item] *)`));
  if (!button) return false;
  if (here >= 0 && button.type === "submit") sessionStorage.setItem(place, here);
  button.click();
  return true;
}
document.addEventListener("keydown", (e) => {
  if (!keysOn() || e.ctrlKey || e.metaKey || e.altKey) return;
  // a field of a dialog that was just closed may keep the focus for a moment
  const field = e.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (field && !field.closest("dialog:not([open])")) return;
  if ($("dialog[open]") && e.key !== keys.help) return;
  const action = Object.keys(keys).find((k) => keys[k] === e.key);
  if (!action) return;
  if (action === "next") items().length ? go(here + 1) : press("next");
  else if (action === "previous") items().length ? go(here - 1) : press("previous");
  else if (action === "help") { const d = $("#keys"); if (d) d.open ? d.close() : d.showModal(); }
  else press(action);
  e.preventDefault();
});
$$("[data-close]").forEach((b) => b.addEventListener("click", () => b.closest("dialog").close()));
$$("[data-open]").forEach((b) => b.addEventListener("click", () => $(b.dataset.open).showModal()));
if (/^#(edit|merge|split|note)$/.test(location.hash) && $(`dialog${location.hash}`)) {
  $(`dialog${location.hash}`).showModal();
  history.replaceState(history.state, "", location.pathname + location.search);
}
const keyForm = $("#keyform");
if (keyForm) {
  const fill = (from) => {
    for (const input of $$("input[name]", keyForm)) {
      if (input.type === "checkbox") input.checked = keysOn();
      else input.value = from[input.name];
    }
  };
  fill(keys);
  $("#keys-default").addEventListener("click", () => fill(KEYS));
  keyForm.addEventListener("submit", (e) => {
    e.preventDefault();
    const data = new FormData(keyForm);
    localStorage.setItem("sayso-keys-off", data.get("on") ? "0" : "1");
    for (const name of Object.keys(KEYS)) if (data.get(name)) keys[name] = data.get(name);
    localStorage.setItem("sayso-keys", JSON.stringify(keys));
    keyForm.closest("dialog").close();
  });
}

// ---- colour scheme ----------------------------------------------------------------------------------------------------------
const theme = localStorage.getItem("sayso-theme");
if (theme) document.documentElement.dataset.theme = theme;
const isDark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const mark = () => document.documentElement.toggleAttribute("data-dark", isDark());
mark();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { mark(); document.dispatchEvent(new Event("sayso:theme")); });
const toggle = $("#theme");
if (toggle) {
  toggle.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    mark();
    localStorage.setItem("sayso-theme", document.documentElement.dataset.theme);
    document.dispatchEvent(new Event("sayso:theme"));
  });
}

// ---- adding articles: drag and drop, with progress ---------------------------------------------------------------------------
const drop = $(".drop");
if (drop) {
  const input = $("input[type=file]", drop);
  for (const type of ["dragover", "dragenter"]) drop.addEventListener(type, (e) => { e.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => {
    e.preventDefault();
    drop.classList.remove("over");
    input.files = e.dataTransfer.files;
    drop.closest("form").requestSubmit();
  });
}
const job = $("[data-job]");
if (job) {
  const tick = async () => {
    const answer = await fetch(job.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const state = await answer.json();
    $("progress", job).max = Math.max(1, state.total);
    $("progress", job).value = state.done;
    $(".state", job).textContent = state.text;
    if (state.finished) location.reload();
    else setTimeout(tick, 400);
  };
  tick();
}
