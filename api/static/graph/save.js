// What is shown, to take away: a picture, files that the server makes of the address, and the address itself.

/** The canvas as it is, on white: PNG knows transparency and pages are rarely white. */
const picture = (container) => {
  const canvas = container.querySelector("canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const context = copy.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  return copy.toDataURL("image/png");
};

export const save = (drawing, state, words, tell) => {
  const png = document.getElementById("save-png");
  png.hidden = png.nextElementSibling.hidden = false;
  png.download = "graph.png";
  png.addEventListener("click", () => { png.href = picture(drawing.container); });

  const files = [...document.querySelectorAll("a.saved")];
  const lead = () => { for (const file of files) file.search = window.location.search; };
  state.addEventListener("address", lead);
  lead();

  const copy = document.getElementById("copy");
  copy.hidden = !navigator.clipboard; // only where the page came by HTTPS or from this machine
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(window.location.href);
    tell(words.said.copied);
  });
};
