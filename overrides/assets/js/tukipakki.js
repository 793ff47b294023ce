// The little that HTML cannot do alone. Every page works without it.
"use strict";

/** Menu of narrow screens: the list at the end of the page becomes a drawer under the header. */
function drawer() {
  const list = document.getElementById("valikko");
  const button = document.querySelector("button.tp-menu");
  if (!list || !button) return;
  document.querySelector("a.tp-menu").hidden = true;
  button.hidden = false;
  document.querySelector(".md-header").after(list);
  const show = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  show(false);
  button.addEventListener("click", () => show(list.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    show(false);
    button.focus();
  });
}

/** The key / opens the search. The search page has its field in sight. */
function searchKey(open) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    // The field of a window that has just been closed has focus for a moment longer.
    if (event.target.checkVisibility() && event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
}

/** The search in a window over the page. Its code and index are fetched when it is first opened. */
function search() {
  const dialog = document.getElementById("hakuikkuna");
  if (!dialog) {
    searchKey(() => document.getElementById("haku").focus());
    return;
  }
  const form = dialog.querySelector("form");
  const field = form.elements.q;
  const exit = document.querySelector(".tp-exit").parentElement;
  const place = exit.nextSibling;
  let script = null;
  const fetchCode = () => {
    if (script) return;
    script = document.createElement("script");
    script.src = dialog.dataset.script;
    script.addEventListener("error", () => {
      script.remove();
      script = null;
      const box = dialog.querySelector("[data-tp-search]");
      box.querySelector("[role=status]").textContent = JSON.parse(box.dataset.words).failed;
      box.querySelector(".tp-tips").hidden = false;
    });
    document.head.append(script);
  };
  const open = (question) => {
    if (question) field.value = question;
    // Nothing outside a window can be used while it is open, and the exit must.
    dialog.append(exit);
    dialog.showModal();
    field.focus();
    field.select();
    fetchCode();
    if (question) form.requestSubmit();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("close", () => place.before(exit));
  dialog.querySelector("[data-tp-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    // Beside the window, or to a place of the page that lies under it.
    if (event.target === dialog || (link?.hash && link.pathname === location.pathname && link.search === location.search)) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // A field of searching would keep the first press to itself, and the menu under the window would close too.
    event.preventDefault();
    event.stopPropagation();
    dialog.close();
  });
  document.querySelectorAll("form[role=search]").forEach((other) => other !== form && other.addEventListener("submit", (event) => {
    event.preventDefault();
    open(other.elements.q.value.trim());
  }));
  document.querySelectorAll(".tp-headlink").forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open("");
  }));
  searchKey(() => { if (!dialog.open) open(""); });
}

/** Marks in the contents list the heading that is being read. */
function reading() {
  const links = [...document.querySelectorAll("[data-tp-toc] a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length) return;
  let current = null;
  const mark = () => {
    let found = 0;
    headings.forEach((heading, n) => {
      if (heading && heading.getBoundingClientRect().top < innerHeight * 0.25) found = n;
    });
    if (scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2) found = links.length - 1;
    if (links[found] === current) return;
    current?.removeAttribute("aria-current");
    current = links[found];
    current.setAttribute("aria-current", "location");
    const side = current.closest(".md-sidebar");
    if (side.contains(document.activeElement)) return; // the list must not slip from under the keyboard
    const [frame, place] = [side.getBoundingClientRect(), current.getBoundingClientRect()];
    if (place.top < frame.top || place.bottom > frame.bottom) side.scrollTop += place.top - frame.top - frame.height / 2;
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}

/** A frame is a stop of the keyboard only while something in it is out of sight. Without script it always is one. */
function frames() {
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }));
  document.querySelectorAll("[role=group][tabindex]").forEach((frame) => watch.observe(frame));
}

/** A step of a drawing that gets focus comes into sight sideways too; browsers scroll only downwards for it. */
function steps() {
  document.querySelectorAll(".tp-figure__scroll").forEach((frame) => frame.addEventListener("focusin", ({ target }) => {
    const [shown, step] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
    if (step.left < shown.left || step.right > shown.right) {
      frame.scrollLeft += step.left + step.width / 2 - shown.left - shown.width / 2;
    }
  }));
}

/** Paper shows what is folded. Older browsers cannot be told so by a style sheet. */
function unfolded() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
}

/** The print button shows only where it works. */
function paper() {
  document.querySelectorAll("[data-tp-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
}

/** Explanations of terms: a tap opens them in place, Escape and a tap elsewhere put them away. */
function terms() {
  const all = document.querySelectorAll(".tp-term");
  const close = (but) => all.forEach((link) => link !== but && link.classList.remove("is-open"));
  all.forEach((link) => link.addEventListener("click", (event) => {
    // Where nothing can hover, the link to the list would take the reader away from the sentence.
    if (!matchMedia("(hover: none)").matches || link.classList.contains("is-open")) return;
    event.preventDefault();
    link.classList.add("is-open");
  }));
  document.addEventListener("click", (event) => close(event.target.closest(".tp-term")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(null);
    document.querySelectorAll(".tp-term:is(:hover, :focus), .tp-cite:is(:hover, :focus)").forEach((link) => {
      link.classList.add("is-quiet");
      const back = () => link.classList.remove("is-quiet");
      link.addEventListener("pointerleave", back, { once: true });
      link.addEventListener("blur", back, { once: true });
    });
  });
}

drawer();
search();
reading();
frames();
steps();
unfolded();
paper();
terms();
