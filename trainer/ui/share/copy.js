// A button that copies a link, by mouse or key, and says that it did. Browsers give a page on plain HTTP no clipboard,
// as a class on one network has it: there the link is selected and copied as one would by hand.

function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position: fixed; opacity: 0;";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}

export default function ({ data, parentElement }) {
  const [button, status] = ["button", "p"].map((tag) => parentElement.querySelector(tag));
  button.textContent = data.label;
  if (status.dataset.of !== data.link) status.textContent = "";
  button.onclick = async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(data.link);
    } catch {
      copied = copyByHand(data.link);
    }
    status.dataset.of = data.link;
    status.textContent = copied ? data.copied : data.not_copied;
  };
}
