// Reads labels with the camera where the browser can (BarcodeDetector); elsewhere nothing is shown and numbers are typed.
const FORMATS = ["qr_code", "code_128", "code_39"];
const PAUSE = 250; // milliseconds between two looks

function make(tag, about = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), about);
  made.append(...inside);
  return made;
}

function put(field, code, sends) {
  if (field.tagName !== "TEXTAREA") {
    field.value = code;
    if (sends) field.form.requestSubmit();
    return;
  }
  const held = field.value.split(/[\s,;]+/).filter(Boolean);
  if (!held.includes(code)) field.value = [...held, code].join("\n") + "\n";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function watch(box, field, said) {
  const picture = make("video", { muted: true, playsInline: true, width: 320 });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const reader = new BarcodeDetector({ formats: FORMATS });
  picture.srcObject = stream;
  box.append(picture);
  await picture.play();
  let last = "";
  const end = () => (stream.getTracks().forEach((track) => track.stop()), picture.remove());
  const look = async () => {
    if (!picture.isConnected) return end();
    const [found] = await reader.detect(picture).catch(() => []);
    if (found && found.rawValue !== last) {
      last = found.rawValue;
      said.textContent = `Read ${last}`;
      navigator.vibrate?.(60);
      put(field, last, "scanSends" in box.dataset);
    }
    setTimeout(look, PAUSE);
  };
  look();
  return end;
}

for (const box of document.querySelectorAll("[data-scan]")) {
  const field = document.getElementById(box.dataset.scan);
  if (!field || !("BarcodeDetector" in window) || !navigator.mediaDevices) continue;
  const said = make("p", { className: "govuk-body", role: "status" });
  const button = make("button", { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Use the camera" });
  let end = null;
  button.addEventListener("click", async () => {
    try {
      if (end) end();
      end = end ? null : await watch(box, field, said);
      button.textContent = end ? "Stop the camera" : "Use the camera";
    } catch {
      said.textContent = "The camera cannot be used. Type the number, or use a scanner.";
    }
  });
  box.append(button, said);
}
