// Crimes on a map: each place a disc, all of them on one canvas, so that a force's month is drawn at once.
// It needs no tiles: then the discs lie on a plain ground with a scale.

const box = document.querySelector("[data-points]");
const NEAR = 8;

const radius = (count) => Math.min(3 + Math.sqrt(count), 22);

const Discs = L.Layer.extend({
  initialize(points) {
    this.points = points;
  },
  onAdd(map) {
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide");
    map.getPane("overlayPane").append(this.canvas);
    map.on("moveend resize", this.draw, this);
    map.on("click", this.open, this);
    this.draw();
  },
  draw() {
    const map = this._map;
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    L.DomUtil.setPosition(this.canvas, corner);
    Object.assign(this.canvas, { width: size.x, height: size.y });
    const paint = this.canvas.getContext("2d");
    paint.fillStyle = "rgba(29, 112, 184, 0.45)";
    this.placed = [];
    for (const point of this.points) {
      const { x, y } = map.latLngToContainerPoint(point);
      if (x < -NEAR || y < -NEAR || x > size.x + NEAR || y > size.y + NEAR) continue;
      this.placed.push([x, y, point]);
      paint.beginPath();
      paint.arc(x, y, radius(point[2]), 0, 2 * Math.PI);
      paint.fill();
    }
  },
  open({ containerPoint: at }) {
    let best = null;
    let least = Infinity;
    for (const [x, y, point] of this.placed) {
      const distance = Math.hypot(x - at.x, y - at.y);
      if (distance < Math.max(radius(point[2]), NEAR) && distance < least) [best, least] = [point, distance];
    }
    if (best) L.popup().setLatLng(best).setContent(linkTo(best)).openOn(this._map);
  },
});

function linkTo([, , count, place]) {
  const link = document.createElement("a");
  const address = new URL(box.dataset.list, location);
  address.searchParams.set("place", place);
  Object.assign(link, { href: address, className: "govuk-link", textContent: `${count} ${count === 1 ? "crime" : "crimes"} here` });
  return link;
}

async function show() {
  box.hidden = false;
  const map = L.map(box);
  map.attributionControl.setPrefix(false);
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 19 }).addTo(map);
  L.control.scale().addTo(map);
  const answer = await fetch(box.dataset.points, { headers: { Accept: "application/json" } });
  const { points } = await answer.json();
  map.fitBounds(L.latLngBounds(points).pad(0.05), { animate: false });
  new Discs(points).addTo(map);
  box.dataset.drawn = Math.round(performance.now());
}

if (box) show();
