// The clipboard.

/**
 * Puts a text on the clipboard; where the browser does not let us, a dialog has the visitor copy it. Resolves with whether
 * it is there.
 */
export async function copy(text, hint, close) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page that came without https has no `navigator.clipboard`, and a visitor may have forbidden it.
    return copyByHand(text, hint, close);
  }
}

/** As `copy`, with HTML beside the text. */
export async function copyFormatted(html, text, hint, close) {
  try {
    const item = { "text/html": html, "text/plain": text };
    for (const type in item) item[type] = new Blob([item[type]], { type });
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    return copy(text, hint, close);
  }
}

function element(name, fields, ...children) {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
}

function copyByHand(text, hint, close) {
  const box = element("textarea", { value: text, rows: 6, readOnly: true, ariaLabel: hint });
  const button = element("button", { className: "quiet", textContent: close, onclick: () => dialog.close() });
  const header = element("header", {}, element("h2", {}, hint));
  const sheet = element("div", { className: "sheet" }, header, element("section", { className: "content" }, box, button));
  const dialog = element("dialog", { className: "panel", ariaLabel: hint }, sheet);
  document.body.append(dialog);
  dialog.showModal();
  box.select();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(false);
    };
    const finish = () => {
      resolve(true);
      dialog.close();
    };
    // The way of older browsers.
    if (document.execCommand("copy")) return finish();
    // The text is on the clipboard after the event.
    box.oncopy = () => setTimeout(finish);
    // Escape closes this dialog, and does nothing else.
    dialog.onkeydown = (event) => event.stopPropagation();
  });
}
