// What the drawings of a lesson share: the nodes of an SVG, and that the hand and the focus stay where they are when the
// answer that was drawn comes back.

const SVG = "http://www.w3.org/2000/svg";

function node(parent, name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

// Whether a drawing is to be made anew. Else only its answer may have changed, which is not taken from under the hand.
function begun(svg, data, setStateValue, answered) {
  svg.send = setStateValue;
  const asked = JSON.stringify({ ...data, drawn: null });
  if (svg.asked === asked) {
    if (!svg.contains(svg.getRootNode().activeElement)) svg.answered(data.drawn);
    return false;
  }
  Object.assign(svg, { asked, answered });
  svg.replaceChildren();
  return true;
}
