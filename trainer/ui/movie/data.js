// Hands the movie what Python sends with every change. It stands apart from the movie so that the movie's script,
// which never changes, travels once.

export default function ({ data }) {
  const hand = () => document.dispatchEvent(new CustomEvent("movie-data", { detail: data }));
  document.addEventListener("movie-ready", hand);
  hand();
  return () => document.removeEventListener("movie-ready", hand);
}
