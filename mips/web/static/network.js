// Draws what a record is tied to. The list on the page says the same; without script, or with nothing to draw, it stands alone.

const INK = "#12263f";
const LEAST = 0.8, MOST = 1.2; // how far it is drawn from its own size at first: words must be readable
const STYLE = [
  {
    selector: "node",
    style: {
      shape: "data(shape)", width: 34, height: 34, "background-color": "#fff", "border-width": 3, "border-color": INK,
      label: "data(label)", "text-wrap": "wrap", "text-max-width": 170, "text-valign": "bottom", "text-margin-y": 5,
      "font-family": "Inter, arial, sans-serif", "font-size": 15, color: "#0b0c0c",
      "text-background-color": "#fff", "text-background-opacity": 0.85,
    },
  },
  { selector: "node[step = 0]", style: { width: 46, height: 46, "background-color": INK, "font-weight": 700 } },
  {
    selector: "edge",
    style: {
      width: 2, "line-color": "#505a5f", "curve-style": "bezier", label: "data(label)", "font-size": 13,
      "font-family": "Inter, arial, sans-serif", color: "#0b0c0c", "text-rotation": "autorotate",
      "text-background-color": "#fff", "text-background-opacity": 1, "text-background-padding": 2,
      "target-arrow-shape": "triangle", "target-arrow-color": "#505a5f", "arrow-scale": 0.9,
    },
  },
  { selector: "edge[kind = 'involvement']", style: { "line-style": "dashed", "target-arrow-shape": "none" } },
];

// A script that a trusted script adds may run under the page's policy, and needs no nonce of its own.
const load = (src) =>
  new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
  });

// The library would write a <style> into the page, which the policy forbids; it does not where it finds its own by id.
const keepItsStyleOut = () => {
  document.head.append(Object.assign(document.createElement("meta"), { id: "__________cytoscape_stylesheet" }));
};

function tools(box, cy) {
  const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
  const by = (factor) => () => cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() });
  for (const [text, act] of [["Larger", by(1.3)], ["Smaller", by(1 / 1.3)], ["All of it", () => cy.fit(undefined, 30)]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.className = "govuk-button govuk-button--secondary";
    button.addEventListener("click", act);
    box.append(button);
  }
}

async function draw(figure) {
  const answer = await fetch(figure.dataset.network, { headers: { "X-Requested-With": "mips" } });
  if (!answer.ok) return;
  const { nodes, edges } = await answer.json();
  if (!edges.length) return;
  keepItsStyleOut();
  await load(figure.dataset.library);
  figure.hidden = false;
  const container = figure.querySelector(".mips-network__drawing");
  const few = nodes.length <= 25;
  const wide = Math.min(Math.max(container.clientWidth / container.clientHeight, 0.8), 2);
  const cy = window.cytoscape({
    container,
    elements: { nodes: nodes.map((data) => ({ data })), edges: edges.map((data) => ({ data })) },
    style: STYLE,
    userZoomingEnabled: false,
    minZoom: 0.2,
    maxZoom: 3,
    layout: {
      name: "concentric", animate: false, padding: 24, avoidOverlap: true, minNodeSpacing: few ? 50 : 20,
      concentric: (node) => -node.data("step"), levelWidth: () => 1, nodeDimensionsIncludeLabels: true,
      transform: (node, { x, y }) => ({ x: x * wide, y }),
    },
  });
  const readable = Math.min(Math.max(cy.zoom(), LEAST), MOST);
  const far = readable > cy.zoom();
  if (readable !== cy.zoom()) cy.zoom(readable).center(far ? cy.nodes("[step = 0]") : undefined);
  // Where the drawing lies is remembered by the library: what opens above it, or a scroll just now, would shift the tap.
  container.addEventListener("pointerdown", () => cy.resize(), { capture: true });
  cy.on("tap", "node", ({ target }) => target.data("href") && location.assign(target.data("href")));
  cy.on("mouseover", "node", ({ target }) => (container.style.cursor = target.data("href") ? "pointer" : ""));
  cy.on("mouseout", "node", () => (container.style.cursor = ""));
  tools(figure.querySelector(".mips-network__tools"), cy);
  figure.dataset.drawn = nodes.length;
}

document.querySelectorAll("[data-network]").forEach(draw);
