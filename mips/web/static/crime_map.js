// Crimes on a map: each place a disc, all of them on one canvas, so that a force's month is drawn at once.
// It needs no tiles: then the discs lie on a plain ground with a scale.

const box = document.querySelector("[data-points]");
const NEAR = 8;

const radius = (count) => Math.min(3 + Math.sqrt(count), 22);
const spotOf = ([latitude, longitude, count, place]) => ({ at: L.latLng(latitude, longitude), count, place });

const Discs = box && L.Layer.extend({
  initialize(spots) {
    this.spots = spots;
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
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    Object.assign(this.canvas, { width: size.x, height: size.y });
    const paint = this.canvas.getContext("2d");
    paint.fillStyle = "rgba(29, 112, 184, 0.45)";
    this.drawn = [];
    for (const spot of this.spots) {
      const { x, y } = map.latLngToContainerPoint(spot.at);
      if (x < -NEAR || y < -NEAR || x > size.x + NEAR || y > size.y + NEAR) continue;
      this.drawn.push({ x, y, spot });
      paint.beginPath();
      paint.arc(x, y, radius(spot.count), 0, 2 * Math.PI);
      paint.fill();
    }
  },
  open({ containerPoint: at }) {
    const far = ({ x, y }) => Math.hypot(x - at.x, y - at.y);
    const hit = this.drawn.filter((each) => far(each) < Math.max(radius(each.spot.count), NEAR));
    if (!hit.length) return;
    const { spot } = hit.reduce((best, each) => (far(each) < far(best) ? each : best));
    L.popup().setLatLng(spot.at).setContent(linkTo(spot)).openOn(this._map);
  },
});

function linkTo({ count, place }) {
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
  const { points, count, more } = await answer.json();
  const said = `${count.toLocaleString("en-GB")} of them at ${points.length.toLocaleString("en-GB")} places on the map`;
  document.querySelector("[data-on-map]").textContent = `, ${said}${more ? ": narrow the filters to see all" : ""}`;
  if (!points.length) return (box.hidden = true);
  const spots = points.map(spotOf);
  map.fitBounds(L.latLngBounds(spots.map(({ at }) => at)).pad(0.05), { animate: false });
  new Discs(spots).addTo(map);
  box.dataset.drawn = Math.round(performance.now());
}

if (box) show();
