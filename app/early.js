import "./drops.js";
import "./trusted.js";

// Runs before the program: sets the theme and the layout, and remembers what is typed, dropped and sent before the program
// starts.
{
  const root = document.documentElement;
  try {
    root.dataset.theme = JSON.parse(localStorage["everchat-settings"] ?? "{}").theme ?? "system";
    root.dataset.sidebar = localStorage["everchat-sidebar"] ?? "open";
  } catch {
    // No storage: the system's theme applies.
  }

  const shell = () => document.getElementById("shell");
  const rememberSend = (event) => {
    if (!shell()?.contains(event.target)) return;
    event.preventDefault();
    if (shell().querySelector("textarea").value.trim() || shell().files) shell().dataset.sent = "";
  };
  addEventListener("submit", rememberSend);
  addEventListener("keydown", (event) => {
    const isPlain = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (isPlain && !matchMedia("(pointer: coarse)").matches) rememberSend(event);
  });
  addEventListener("drop", ({ dataTransfer }) => {
    if (shell() && dataTransfer?.files.length) (shell().files ??= []).push(...dataTransfer.files);
  });
  addEventListener("input", () => {
    // The visitor goes on typing, so the message is not finished.
    delete shell()?.dataset.sent;
  });

  // Shows that the program did not load or cannot run here. Once it runs, the shell is removed.
  const showUnable = () => {
    if (shell()) document.getElementById("unable").hidden = false;
  };
  addEventListener("error", showUnable, true);
  addEventListener("unhandledrejection", showUnable);
}
