// Tells once when the place that it stands in comes near what is seen of the page.

export default function ({ data, setTriggerValue }) {
  const place = document.querySelector(`.st-key-${data.place}`);
  if (!place) return;
  const observer = new IntersectionObserver(
    ([seen]) => {
      if (!seen.isIntersecting) return;
      observer.disconnect();
      setTriggerValue("seen", true);
    },
    { rootMargin: "100px" },
  );
  observer.observe(place);
  return () => observer.disconnect();
}
