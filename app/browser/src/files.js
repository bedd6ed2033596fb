// Files that the page offers, and files that the visitor picks.

/** Offers a text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // By then the browser has read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Lets the visitor pick files; none if the dialog is closed without a choice. `options` are those of the input. */
function choose(options) {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", ...options });
    input.oncancel = () => resolve([]);
    input.onchange = () => resolve([...input.files]);
    input.click();
  });
}

/** Lets the visitor pick a file; resolves with its text, with null if it is too large, or with nothing if none is picked. */
export async function pick(accept, maxBytes) {
  const [file] = await choose({ accept });
  return file?.size > maxBytes ? null : file?.text();
}

/** Lets the visitor pick files of any kind. */
export const pickAny = () => choose({ multiple: true });

// Texts are in UTF-8 or, older Chinese ones, in GB 18030.
const ENCODINGS = ["utf-8", "gb18030"];

/** A file's text; nothing if it is no text. */
export async function readText(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // No text has a zero byte, and nearly every other file has.
  if (bytes.includes(0)) return undefined;
  for (const encoding of ENCODINGS) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Another encoding, or no text.
    }
  }
  return undefined;
}
