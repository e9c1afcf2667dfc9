// Carries the movie's questions to Python, one at a time, the latest first, and the answers back.

const PATIENCE = 4000; // milliseconds: a run that was superseded, or a lost connection, gives no answer

let waiting = null; // the latest question that has no answer
let sent = null; // the one on its way
let timer = null; // runs while it is
let send = null;
let asked = 0; // an answer says which question it is to, so that no two are the same bytes

function next() {
  if (!waiting || timer || !send) return;
  timer = setTimeout(() => ((timer = null), next()), PATIENCE);
  sent = waiting;
  send({ ...sent, asked: ++asked });
}

export default function ({ data, setTriggerValue }) {
  send = (question) => setTriggerValue("ask", question);
  const onAsk = (event) => {
    waiting = event.detail;
    next();
  };
  document.addEventListener("movie-ask", onAsk);
  if (data?.length) {
    clearTimeout(timer);
    if (waiting === sent) waiting = null; // else another was asked meanwhile
    timer = null;
    document.dispatchEvent(new CustomEvent("movie-data", { detail: data }));
  }
  next();
  return () => document.removeEventListener("movie-ask", onAsk);
}
