"use strict";
/* The chosen systems in their order, and the field that finds more of them: a combobox with a list. */
{
  const { h, letter, parts } = Compare;
  const SHOWN = 8;
  const choices = [];
  let listed = [];
  let active = -1;
  let most = 6;
  let files = [];
  let focusNext = null;

  window.compareSystems = (found) => {
    for (const system of found) {
      const text = [system.name, system.submitter, system.scope, system.chips, system.state, system.address].join(" ");
      choices.push({ ...system, text: text.toLowerCase() });
    }
  };

  const field = () => document.getElementById("search");
  const list = () => document.getElementById("choices");

  /* ---- chosen systems */
  parts.chosen = function (shown, based) {
    const items = shown.map((system, index) => item(system, index, shown, based));
    document.getElementById("chosen-systems").replaceChildren(...items);
    document.getElementById("picker").hidden = shown.length >= most;
    if (focusNext) (document.querySelector(focusNext) || field()).focus();
    focusNext = null;
  };

  function item(system, index, shown, based) {
    const isBasis = system === based;
    const addresses = shown.map((one) => one.address);
    const basis = Compare.basis();
    const swap = (other) => {
      const next = addresses.slice();
      [next[index], next[other]] = [next[other], next[index]];
      return next;
    };
    const button = (act, sign, label, next, nextBasis, off) =>
      h("button", {
        type: "button", "data-act": act, "aria-label": `${label}: ${system.name}`, title: label, disabled: off,
        click: () => {
          const place = act === "earlier" ? index - 1 : act === "later" ? index + 1 : index;
          focusNext = `#chosen-systems li:nth-child(${place + 1}) [data-act="${act}"]:enabled, #chosen-systems li:nth-child(${place + 1}) button:enabled`;
          Compare.choose(next, nextBasis);
        },
      }, sign);
    return h("li", { class: isBasis && shown.length > 1 ? "basis" : null },
      h("span", { class: "letter" }, letter(system)),
      h("span", { class: "who" },
        h("a", { href: system.card }, system.name), " ",
        h("span", { class: "submitter" }, `${system.submitter}, ${system.scope}`)),
      h("span", { class: "acts" },
        shown.length > 1 && h("button", {
          type: "button", class: "make-basis", "data-act": "basis", "aria-pressed": String(isBasis),
          "aria-label": `Basis of the ratios: ${system.name}`,
          click: () => {
            focusNext = `#chosen-systems li:nth-child(${index + 1}) [data-act="basis"]`;
            Compare.choose(addresses, system.address);
          },
        }, "basis"),
        shown.length > 1 && button("earlier", "↑", "Earlier", swap(index - 1), basis, index === 0),
        shown.length > 1 && button("later", "↓", "Later", swap(index + 1), basis, index === shown.length - 1),
        button("remove", "×", "Remove", addresses.filter((one) => one !== system.address), basis, false)));
  }

  /* ---- search */
  parts.startPicker = function (lists, limit) {
    files = lists;
    most = limit;
    const input = field();
    input.addEventListener("focus", find);
    input.addEventListener("input", find);
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", close);
    // The field would lose the focus, and the list with it, before the choice is made.
    list().addEventListener("mousedown", (event) => event.preventDefault());
  };

  async function find() {
    await Promise.all(files.map(Compare.load));
    if (document.activeElement !== field()) return;
    const asked = field().value.toLowerCase().split(/\s+/).filter(Boolean);
    const taken = Compare.chosen();
    const found = choices.filter((one) => !taken.includes(one.address) && asked.every((word) => one.text.includes(word)));
    listed = found.slice(0, SHOWN);
    active = asked.length && listed.length ? 0 : -1;
    const rest = found.length - listed.length;
    list().replaceChildren(...listed.map(option),
      ...(rest > 0 ? [note(`${rest} more: type another word`)] : []),
      ...(listed.length ? [] : [note("No system has all of these words. Try fewer.")]));
    list().hidden = false;
    field().setAttribute("aria-expanded", "true");
    mark();
  }

  const note = (text) => h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "note" }, text);

  function option(system, index) {
    return h("li", { role: "option", id: `choice-${index}`, "aria-selected": "false", click: () => add(index) },
      h("span", { class: "name" }, system.name), " ",
      h("span", { class: "submitter" }, [system.submitter, system.scope, system.chips, system.state].filter(Boolean).join(", ")));
  }

  function mark() {
    [...list().children].forEach((child, index) => child.setAttribute("aria-selected", String(index === active)));
    if (active < 0) field().removeAttribute("aria-activedescendant");
    else {
      field().setAttribute("aria-activedescendant", `choice-${active}`);
      list().children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    list().hidden = true;
    list().replaceChildren();
    listed = [];
    active = -1;
    field().setAttribute("aria-expanded", "false");
    field().removeAttribute("aria-activedescendant");
  }

  function add(index) {
    const system = listed[index];
    if (!system) return;
    field().value = "";
    close();
    Compare.choose([...Compare.chosen(), system.address], Compare.basis());
  }

  function onKey(event) {
    if (event.key === "Escape") {
      close();
      field().value = "";
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      add(active);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list().hidden) {
      find();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && listed.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = active < 0 && step < 0 ? listed.length - 1 : (active + step + listed.length) % listed.length;
      mark();
    }
  }
}
