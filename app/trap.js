// Shows that the program has ended. A panic in Rust is a trap, and after one nothing of it works any more. The next start
// knows of it by the storage key (`app/src/view/shell.rs`).
const showTrap = ({ error, reason }) => {
  if (!((error ?? reason) instanceof WebAssembly.RuntimeError)) return;
  const line = document.getElementById("broken");
  if (line) line.hidden = false;
  try {
    sessionStorage["everchat-broken"] = "1";
  } catch {
    // No storage.
  }
};
addEventListener("error", showTrap);
addEventListener("unhandledrejection", showTrap);
