// Carries the movie's questions to Python, one at a time, of each kind the latest, and the answers back.

const SOON = 50; // milliseconds
const PATIENCE = 4000; // milliseconds: a run that was superseded, or a lost connection, gives no answer

const waiting = new Map(); // of each kind the latest question that has no answer
let sent = null; // the one on its way
let timer = null; // runs while it is
let send = null;
let asked = 0; // an answer says which question it is to, so that no two are the same bytes

// While the page waits for an answer, a question would bring the sliders along as they were before it, and undo what a
// click has set. See manners.js.
const going = () => "asked" in document.documentElement.dataset;

function next() {
  if (!waiting.size || timer || !send) return;
  if (going()) return void (timer = setTimeout(() => ((timer = null), next()), SOON));
  timer = setTimeout(() => ((timer = null), next()), PATIENCE);
  [sent] = waiting.values();
  send({ ...sent, asked: ++asked });
}

export default function ({ data, setTriggerValue }) {
  send = (question) => setTriggerValue("ask", question);
  const onAsk = (event) => {
    waiting.set(event.detail.what, event.detail);
    next();
  };
  document.addEventListener("movie-ask", onAsk);
  if (data?.length) {
    clearTimeout(timer);
    if (waiting.get(sent?.what) === sent) waiting.delete(sent?.what); // else another was asked meanwhile
    timer = null;
    document.dispatchEvent(new CustomEvent("movie-data", { detail: data }));
  }
  next();
  return () => document.removeEventListener("movie-ask", onAsk);
}
