// A file that is dropped on the page: the browser must not open it in the page's place.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
}
