// A line drawn from the table of the same numbers: the table is what is read aloud, and all there is without script.

const HEIGHT = 220;

function numbersOf(table) {
  const rows = [...table.tBodies[0].rows];
  const at = rows.map((row) => Date.parse(row.querySelector("time").dateTime) / 1000);
  return [at, rows.map((row) => Number(row.querySelector("[data-count]").dataset.count))];
}

function draw(box) {
  const table = document.getElementById(box.dataset.chart);
  const line = { label: "Crimes", stroke: "#1d70b8", width: 2, fill: "rgba(29, 112, 184, 0.12)" };
  const options = {
    width: box.clientWidth,
    height: HEIGHT,
    title: table.caption.textContent,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, least, most) => [0, Math.max(most, 1) * 1.05] } },
    series: [{}, line],
    axes: [{ values: "{DD} {MMM}\n{YYYY}", space: 80 }, { size: 60 }],
  };
  const chart = new uPlot(options, numbersOf(table), box);
  addEventListener("resize", () => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
}

if (window.uPlot) document.querySelectorAll("[data-chart]").forEach(draw);
