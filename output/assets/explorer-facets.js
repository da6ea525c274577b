/* The explorer's facets: their values with check boxes and counts, and the panels in which these open. */
"use strict";

const FACETS = {};
{
  const { element } = TABLE;

  const label = (key, value) => value || (key === "accelerator" ? "none named" : "not stated");

  /* A check box for each value of a facet; what it counts is set by `show`. */
  function made(panel, facet, onChange) {
    const options = facet.values.map((value) => option(facet.key, value, onChange));
    panel.querySelector("fieldset").append(...options.map(({ line }) => line));
    const badge = element("b", {});
    panel.querySelector("summary").append(badge);
    return { options, badge };
  }

  function option(key, value, onChange) {
    const box = element("input", { type: "checkbox" });
    const count = element("span", { className: "of" });
    box.addEventListener("change", () => onChange(value, box.checked));
    return { value, box, count, line: element("label", {}, box, element("span", { className: "what" }, label(key, value)), count) };
  }

  function show({ options, badge }, countOf, picked) {
    for (const { value, box, count, line } of options) {
      const number = countOf(value);
      if (count.textContent !== String(number)) count.textContent = number;
      line.classList.toggle("none", number === 0);
      box.checked = picked.has(value);
    }
    badge.textContent = picked.size || "";
  }

  /* ---- panels */

  const openPanel = (tools) => tools.querySelector(".panel[open]");

  /* A panel that would leave the window opens to the other side. */
  function place(panel) {
    panel.classList.remove("leftward");
    panel.classList.toggle("leftward", panel.open && panel.querySelector("fieldset").getBoundingClientRect().right > innerWidth);
  }

  function closeByKey(tools, event) {
    const open = openPanel(tools);
    if (event.key !== "Escape" || !open || !open.contains(document.activeElement)) return;
    open.open = false;
    open.querySelector("summary").focus();
  }

  function closeByClick(tools, event) {
    const open = openPanel(tools);
    if (open && event.isTrusted && !open.contains(event.target) && event.target.isConnected) open.open = false;
  }

  /* One stop of the keyboard for all facets: arrows lead from one to the next. */
  function rove(bar) {
    const stops = [...bar.querySelectorAll("summary")];
    const to = (stop) => stops.forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
    to(stops[0]);
    bar.addEventListener("focusin", ({ target }) => { if (stops.includes(target)) to(target); });
    bar.addEventListener("keydown", (event) => {
      const here = stops.indexOf(event.target);
      const there = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: stops.length - 1 }[event.key];
      if (here < 0 || there === undefined) return;
      event.preventDefault();
      stops[(there + stops.length) % stops.length].focus();
    });
  }

  function begin(tools) {
    for (const panel of tools.querySelectorAll(".panel")) panel.addEventListener("toggle", () => place(panel));
    rove(tools.querySelector(".facets"));
    addEventListener("keydown", (event) => closeByKey(tools, event));
    addEventListener("click", (event) => closeByClick(tools, event));
  }

  Object.assign(FACETS, { label, made, show, begin });
}
