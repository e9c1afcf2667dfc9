// What stands in the page, packed by gzip and written in base64, as page.py writes it.

export async function unpacked(id) {
  const text = atob(document.getElementById(id).textContent);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const unpackedText = async (id) => new TextDecoder().decode(await unpacked(id));
export const unpackedJson = async (id) => JSON.parse(await unpackedText(id));

// A script that is no module, run as if it stood here.
export async function runScript(id) {
  const script = document.createElement("script");
  script.textContent = await unpackedText(id);
  document.head.append(script);
  script.remove();
}

// Open the page: Plotly.js first; a browser that cannot unpack says so.
export async function opened(open) {
  const wait = document.querySelector(".wait");
  if (!("DecompressionStream" in globalThis)) return (wait.textContent = wait.dataset.old);
  await runScript("plotly");
  await open();
  document.querySelector("main").classList.remove("loading");
}
