import "./trusted.js";

// What cannot wait for the program: the theme, the layout, and what is typed and sent meanwhile.
{
  const root = document.documentElement;
  try {
    root.dataset.theme = JSON.parse(localStorage["everchat-settings"] ?? "{}").theme ?? "system";
    root.dataset.sidebar = localStorage["everchat-sidebar"] ?? "open";
  } catch {
    // No storage: as the system has it.
  }

  const shell = () => document.getElementById("shell");
  const send = (event) => {
    if (!shell()?.contains(event.target)) return;
    event.preventDefault();
    if (shell().querySelector("textarea").value.trim()) shell().dataset.sent = "";
  };
  addEventListener("submit", send);
  addEventListener("keydown", (event) => {
    const isPlain = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (isPlain && !matchMedia("(pointer: coarse)").matches) send(event);
  });
  addEventListener("input", () => {
    // Whoever goes on typing has not finished.
    delete shell()?.dataset.sent;
  });

  // The program does not come, or cannot run here. Once it runs, the shell is gone.
  const unable = () => {
    if (shell()) document.getElementById("unable").hidden = false;
  };
  addEventListener("error", unable, true);
  addEventListener("unhandledrejection", unable);
}
