// A point on a map: picked with a tap or from where one stands. Without script or tiles the text box does it all.

const { tiles, credit } = document.getElementById("mips-map-script").dataset;
const COUNTRY = [53, -1.6];

const read = (text) => {
  const found = text.trim().match(/^([+-]?\d+(?:\.\d+)?)\s*[, ]\s*([+-]?\d+(?:\.\d+)?)$/);
  return found && [Number(found[1]), Number(found[2])];
};
const said = ({ lat, lng }) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`;

function draw(box, point) {
  const map = L.map(box, { scrollWheelZoom: false }).setView(point || COUNTRY, point ? 16 : 6);
  map.attributionControl.setPrefix(false);
  L.tileLayer(tiles, { attribution: credit, maxZoom: 19 }).addTo(map);
  return map;
}

function pinOn(map) {
  let pin = null;
  return (point) => {
    pin?.remove();
    pin = point && L.circleMarker(point, { radius: 9, color: "#12263f", weight: 3, fillOpacity: 0.4 }).addTo(map);
  };
}

function choose(input) {
  const tell = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (tiles && window.L) {
    const box = document.createElement("div");
    box.className = "mips-map";
    box.setAttribute("aria-label", "Map: select the place");
    input.after(box);
    const map = draw(box, read(input.value));
    const pin = pinOn(map);
    pin(read(input.value));
    map.on("click", (click) => tell(said(click.latlng)));
    input.addEventListener("input", () => {
      const point = read(input.value);
      pin(point);
      if (point && !map.getBounds().contains(point)) map.setView(point, 16);
    });
  }
  if (navigator.geolocation && isSecureContext) input.after(here(tell));
}

function here(tell) {
  const button = document.createElement("button");
  const says = document.createElement("output");
  Object.assign(button, { type: "button", className: "govuk-button govuk-button--secondary mips-here", textContent: "Use where I am" });
  says.className = "mips-understood";
  button.addEventListener("click", () => {
    says.textContent = "Finding where you are";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        tell(said({ lat: coords.latitude, lng: coords.longitude }));
        says.textContent = `Found, to within ${Math.round(coords.accuracy)} metres`;
      },
      () => (says.textContent = "Your device does not say where it is"),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
  const row = document.createElement("div");
  row.append(button, says);
  return row;
}

document.querySelectorAll("input[data-point]").forEach(choose);
if (tiles && window.L) document.querySelectorAll("[data-map]").forEach((box) => {
  const point = read(box.dataset.map);
  pinOn(draw(box, point))(point);
});
