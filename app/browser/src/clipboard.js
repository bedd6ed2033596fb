// The clipboard.

// What Back does while a dialog has the visitor copy. The page's own listener comes after this one, and hears nothing of it.
let onBack;
addEventListener("popstate", (event) => onBack?.(event));

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
  // The way of older browsers.
  let isCopied = document.execCommand("copy");
  const remove = () => {
    dialog.onclose = null;
    dialog.close();
    dialog.remove();
    return isCopied;
  };
  if (isCopied) return remove();
  return new Promise((resolve) => {
    box.oncopy = () => {
      isCopied = true;
      // The text is on the clipboard after the event.
      setTimeout(() => dialog.close());
    };
    // Escape closes this dialog, and does nothing else.
    dialog.onkeydown = (event) => event.stopPropagation();
    // So does Back: whatever closes it goes back.
    history.pushState(true, "");
    dialog.onclose = () => history.back();
    onBack = (event) => {
      onBack = undefined;
      event.stopImmediatePropagation();
      resolve(remove());
    };
  });
}
