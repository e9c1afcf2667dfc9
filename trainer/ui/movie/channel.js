// Carries the movie's questions to Python, one at a time, the latest first, and the answers back.

const PATIENCE = 4000; // milliseconds: a run that was superseded, or a lost connection, gives no answer

let waiting = null; // the latest question that has no answer
let timer = null; // runs while one is on its way
let send = null;
let asked = 0; // an answer says which question it is to, so that no two are the same bytes

function next() {
  if (!waiting || timer || !send) return;
  timer = setTimeout(() => ((timer = null), next()), PATIENCE);
  send({ ...waiting, asked: ++asked });
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
    waiting = timer = null;
    document.dispatchEvent(new CustomEvent("movie-data", { detail: data }));
  }
  next();
  return () => document.removeEventListener("movie-ask", onAsk);
}
