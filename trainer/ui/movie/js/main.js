// The component: one movie on the page, which stays while Python sends new runs through data.js.

import { Movie } from "./movie.js";

const movies = new WeakMap();

export default function ({ parentElement, setStateValue, setTriggerValue }) {
  let movie = movies.get(parentElement);
  if (!movie) {
    const ask = (question) => document.dispatchEvent(new CustomEvent("movie-ask", { detail: question }));
    movie = new Movie(parentElement, (view) => movie.send(view), ask);
    movies.set(parentElement, movie);
  }
  movie.send = (view) => setStateValue("view", view);
  movie.hand = (said) => setTriggerValue("hand", said);
  const onData = (event) => movie.receive(event.detail);
  document.addEventListener("movie-data", onData);
  document.dispatchEvent(new CustomEvent("movie-ready"));
  return () => {
    document.removeEventListener("movie-data", onData);
    movie.close();
    movies.delete(parentElement);
  };
}
