// Opens the entry of a word where it stands: any link to #term-… on the page. data: entries {id: [word, twin, symbol, sentence]}.

const LINK = 'a[href^="#term-"]';

function line(parent, name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  parent.append(made);
  return made;
}

export default function ({ parentElement, data }) {
  const box = parentElement.querySelector("[popover]");
  let from = null;

  function open(event) {
    const link = event.target.closest?.(LINK);
    const entry = link && data.entries[link.getAttribute("href").slice("#term-".length)];
    if (!entry) return;
    event.preventDefault();
    event.stopPropagation();
    const [word, twin, symbol, sentence] = entry;
    box.replaceChildren();
    box.setAttribute("aria-label", word);
    const head = line(box, "div", "", "");
    line(head, "strong", "", word);
    if (twin !== word) line(head, "span", "twin", twin);
    if (symbol) line(box, "p", "symbol", symbol);
    line(box, "p", "", sentence);
    box.tabIndex = -1;
    box.showPopover();
    const { left, bottom, top } = link.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    box.style.top = `${bottom + height + 8 > innerHeight ? Math.max(8, top - height - 6) : bottom + 6}px`;
    from = link;
    box.focus();
  }

  function back(event) {
    if (event.newState === "closed" && box.matches(":focus-within, :focus")) from?.focus();
  }

  document.addEventListener("click", open, true);
  box.addEventListener("toggle", back);
  return () => {
    document.removeEventListener("click", open, true);
    box.removeEventListener("toggle", back);
  };
}
