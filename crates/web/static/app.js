// What makes the pages more comfortable; every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.js = "";

  const say = (text) => {
    const region = document.getElementById("said");
    if (region) region.textContent = text;
  };

  // Buttons that copy: data-copy holds the text, or data-copy-from the id of the element that does.
  const textOf = (button) => {
    if (button.dataset.copy) return button.dataset.copy;
    const source = document.getElementById(button.dataset.copyFrom || "");
    return source ? source.textContent.replace(/\s+/g, "") : "";
  };
  const linesOf = (id) =>
    [...document.querySelectorAll(`#${CSS.escape(id)} > div`)]
      .map((row) => {
        const value = row.querySelector("[data-copy-value]");
        const text = value ? value.dataset.copyValue : row.querySelector("dd").textContent;
        return `${row.querySelector("dt").textContent.trim()}: ${text.trim()}`;
      })
      .join("\n");
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from], [data-copy-rows]");
    if (!button) return;
    const text = button.dataset.copyRows ? linesOf(button.dataset.copyRows) : textOf(button);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    say(root.dataset.copied || "");
    const label = button.querySelector("[data-label]");
    if (!label || button.dataset.busy) return;
    const before = label.textContent;
    button.dataset.busy = "1";
    label.textContent = root.dataset.copied || before;
    setTimeout(() => {
      label.textContent = before;
      delete button.dataset.busy;
    }, 2000);
  });

  // Passwords can be shown.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shows]");
    const input = button && document.getElementById(button.dataset.shows);
    if (!input) return;
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-prints]")) window.print();
  });

  // Menus close on Escape, on a click elsewhere and when focus leaves.
  const open = () => [...document.querySelectorAll("details.menu[open]")];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  // Within a menu the arrows lead from line to line, Home and End to the first and the last.
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest("details.menu");
    const step = steps[event.key] || 0;
    if (!menu || (!step && event.key !== "Home" && event.key !== "End")) return;
    const onButton = event.target.tagName === "SUMMARY";
    if (onButton && !step) return;
    event.preventDefault();
    menu.open = true;
    const lines = [...menu.querySelectorAll(".sheet a, .sheet button")].filter((line) => line.offsetParent);
    const here = lines.indexOf(document.activeElement);
    let goal = here + step;
    if (onButton) goal = step > 0 ? 0 : -1;
    if (event.key === "Home") goal = 0;
    if (event.key === "End") goal = -1;
    lines.at(goal % lines.length)?.focus();
  });
  const closeOthers = (target) => {
    for (const menu of open()) if (!menu.contains(target)) menu.open = false;
  };
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));

  // A page that shows a secret until some moment asks for itself again then.
  const until = document.querySelector("[data-seconds-left]");
  if (until) setTimeout(() => location.reload(), (Number(until.dataset.secondsLeft) + 1) * 1000);
})();
