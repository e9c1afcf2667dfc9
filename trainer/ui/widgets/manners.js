// What Streamlit's page does not do by itself: a click waits for what was just typed, a sweep of one control is one
// entry of the browser's history, and the page is marked while it waits for an answer.

// A field sends its value a moment after it is left, together with the page that it was typed on. A link of the menu
// clicked in this moment is overtaken: the page turns and turns back. So the click waits until the value is sent.

const MENU = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink]";
const RECENT = 1000; // milliseconds: a field left longer ago has sent its value
const LONGEST_WAIT = 600; // milliseconds: the value is sent by then, whether or not the server has answered

let typedInto = null; // the field that holds what is not sent yet
let leftAt = -Infinity;

function onInput({ target }) {
  if (target.matches?.("input[type=text], input[type=number], textarea")) typedInto = target;
}

function onKey({ key }) {
  if (key === "Enter") typedInto = null; // is sent at once
}

function onLeave({ target }) {
  if (target !== typedInto) return;
  typedInto = null;
  leftAt = performance.now();
}

function onClick(event) {
  const link = event.target.closest?.(MENU);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  typedInto?.blur(); // a link that took no focus
  if (performance.now() - leftAt > RECENT) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const clickedAt = performance.now();
  leftAt = -Infinity;
  const app = document.querySelector("[data-testid=stApp]");
  const follow = () => {
    const sent = app?.dataset.testScriptState !== "notRunning";
    if (sent || performance.now() - clickedAt > LONGEST_WAIT) link.click();
    else requestAnimationFrame(follow);
  };
  follow();
}

// The history keeps the first of the changes that follow each other in the same setting; those after it replace it.

let changedLast = null;

function changed(before, after) {
  if (before.pathname !== after.pathname) return [];
  const [was, is] = [before.searchParams, after.searchParams];
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key));
}

function keepOneEntryForASweep() {
  const push = history.pushState;
  history.pushState = function (state, unused, url) {
    const keys = changed(new URL(location.href), new URL(url ?? location.href, location.href));
    const same = keys.length === 1 && keys[0] === changedLast;
    changedLast = keys.length === 1 ? keys[0] : null;
    return (same ? history.replaceState : push).call(history, state, unused, url);
  };
  window.addEventListener("popstate", () => (changedLast = null));
}

// From what the page sends until the controls show what the answer sets, the page is marked: what the live picture asked
// meanwhile would bring the controls along as they were, and undo it. The app says that a run goes on once the server has
// answered, and that it is over a moment before the controls follow. Of a run whose whole answer came while the browser
// was busy it says nothing; so every run gives this component a number.

const RUNS = "data-test-script-state";
const LONGEST_ANSWER = 10_000; // milliseconds: a lost connection gives none
const SETTLED = 50; // milliseconds after a run

let unmarking = null;

function mark(forAtMost) {
  clearTimeout(unmarking);
  document.documentElement.dataset.asked = "";
  unmarking = forAtMost && setTimeout(() => delete document.documentElement.dataset.asked, forAtMost);
}

function isOver() {
  return document.querySelector(`[${RUNS}=notRunning]`) !== null;
}

function markWhatIsAsked() {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    mark(LONGEST_ANSWER);
    return send.call(this, message);
  };
  const runs = new MutationObserver(() => mark(isOver() ? SETTLED : null));
  runs.observe(document.body, { subtree: true, attributeFilter: [RUNS] });
}

export default function () {
  if (window.mannersOfTheTrainer) return void (isOver() && mark(SETTLED));
  window.mannersOfTheTrainer = true; // for as long as the tab shows the app, however often the page is drawn
  for (const [type, heard] of [["input", onInput], ["keydown", onKey], ["focusout", onLeave], ["click", onClick]])
    window.addEventListener(type, heard, true);
  keepOneEntryForASweep();
  markWhatIsAsked();
}
