// Waits for the next state of the site: reloads the page, or says above it what is wrong with the data.
// Added to pages in transit by `site-builder serve`; no built site has it.
"use strict";
(() => {
  const mine = document.currentScript.dataset.version;
  let events = null;
  let overlay = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  function close() {
    const button = element("button", "close", "Hide");
    button.type = "button";
    button.addEventListener("click", hide);
    return button;
  }

  function show(state) {
    hide();
    overlay = element("div");
    overlay.id = "site-builder-faults";
    const root = overlay.attachShadow({ mode: "open" }); // the site's own style stays outside
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/__serve/overlay.css";
    const box = element("div", "overlay");
    box.setAttribute("role", "alert");
    const count = state.all === 1 ? "1 problem" : `${state.all} problems`;
    const where = state.faults.every((fault) => fault.place) ? " in the data" : "";
    box.append(close(), element("h1", "", `${count}${where}: this page is from before`));
    const list = element("ul");
    for (const fault of state.faults) {
      const item = element("li");
      for (const key of ["place", "what", "expected", "fix"]) {
        if (fault[key]) item.append(element("p", key, fault[key]));
      }
      list.append(item);
    }
    box.append(list);
    if (state.all > state.faults.length) {
      box.append(element("p", "more", `and ${state.all - state.faults.length} more`));
    }
    root.append(style, box);
    document.documentElement.append(overlay);
  }

  function heard(message) {
    const state = JSON.parse(message.data);
    if (state.faults.length && !document.body.classList.contains("fault")) show(state);
    else if (state.version !== mine) location.reload(); // the browser keeps the place of the scroll bar
    else hide();
  }

  function listen() {
    if (document.hidden || events) return;
    events = new EventSource("/__serve/events");
    events.addEventListener("message", heard);
  }

  // A hidden page does not listen: browsers hold only six connections to one server.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && events) {
      events.close();
      events = null;
    }
    listen();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // A page that is left lets its connection go; one that comes back from the history listens again.
  addEventListener("pagehide", () => {
    if (events) events.close();
    events = null;
  });
  addEventListener("pageshow", listen);
  listen();
})();
