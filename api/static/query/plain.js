// The plain editor: Ctrl-Enter runs, an empty result format stays out of the address.
const form = document.querySelector(".querying form");
const editor = document.getElementById("query");
editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener("submit", () => {
  const format = form.elements.format;
  format.disabled = !format.value;
  setTimeout(() => { format.disabled = false; });
});
