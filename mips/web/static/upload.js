// Sends a file piece by piece (tus). A lost line costs one piece: it tries again by itself, and after a closed browser the
// same file selected again goes on where it ended, on this computer or another. Nothing is kept in the browser.
const form = document.querySelector("[data-upload]");
const field = form?.querySelector("input[type=file]");
const said = form?.querySelector("[data-said]");
const bar = form?.querySelector("progress");
const AGAIN = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000, 60000, 60000];

function amount(bytes) {
  const units = ["bytes", "kB", "MB", "GB"];
  let n = bytes, unit = 0;
  while (n >= 1000 && unit < 3) (n /= 1000), unit++;
  return `${unit && n < 100 ? n.toFixed(1) : Math.round(n)} ${units[unit]}`;
}

function send(file) {
  bar.hidden = false;
  said.textContent = `Sending ${file.name}`;
  const leaving = (event) => event.preventDefault();
  addEventListener("beforeunload", leaving);
  const done = (text) => (removeEventListener("beforeunload", leaving), (said.textContent = text));
  let lost = false;
  const upload = new tus.Upload(file, {
    endpoint: form.action,
    chunkSize: Number(form.dataset.upload),
    retryDelays: AGAIN,
    storeFingerprintForResuming: false,
    headers: { "X-CSRFToken": form.elements.csrf_token.value },
    metadata: { filename: file.name, modified: String(file.lastModified) },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      lost = !status;
      if (lost) said.textContent = "The line is lost. Trying again";
      return status === 0 || status === 409 || status >= 500;
    },
    onProgress: (sent, all) => {
      (bar.max = all), (bar.value = sent);
      said.textContent = `${file.name}: ${amount(sent)} of ${amount(all)}`;
    },
    onSuccess: () => (done(`${file.name} has been received`), location.reload()),
    onError: (error) => {
      const why = error.originalResponse?.getBody();
      const plain = error.originalResponse?.getHeader("Content-Type")?.startsWith("text/plain");
      done(lost ? "The line stayed lost. Select the same file again to go on where it ended" : (plain && why) || "It could not be sent. Select the file again");
      said.classList.add("govuk-error-message");
    },
  });
  upload.start();
}

form?.addEventListener("submit", (event) => {
  if (!field.files.length) return;
  event.preventDefault();
  said.classList.remove("govuk-error-message");
  send(field.files[0]);
});
