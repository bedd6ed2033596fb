// Files that the page offers, and files that the visitor picks.

/** Offers a text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // By then the browser has read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Lets the visitor pick a file; resolves with its text, with null if it is too large, or with nothing if none is picked. */
export function pick(accept, maxBytes) {
  return new Promise((resolve, reject) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept });
    input.oncancel = () => resolve(undefined);
    input.onchange = () => {
      const [file] = input.files;
      if (file.size > maxBytes) resolve(null);
      else file.text().then(resolve, reject);
    };
    input.click();
  });
}
