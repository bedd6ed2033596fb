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

const element = (name, fields) => Object.assign(document.createElement(name), fields);

function copyByHand(text, hint, close) {
  const dialog = element("dialog", { className: "by-hand", ariaLabel: hint });
  const box = element("textarea", { value: text, rows: 6, readOnly: true, ariaLabel: hint });
  dialog.append(hint, box, element("button", { className: "quiet", textContent: close, onclick: () => dialog.close() }));
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
