() => {
  // A number for each distinct element where it stands: what it is, its attributes, how it is named, whether it is seen.
  const numbers = new Set();
  const number_of = (text) => {
    let number = 7;
    for (let place = 0; place < text.length; place++) number = (number * 31 + text.charCodeAt(place)) | 0;
    return number;
  };
  const say = (text) => numbers.add(number_of(text));
  const whole = new Set([
    ..."class role type scope lang tabindex style autocomplete open disabled aria-hidden aria-live".split(" "),
  ]);
  const led = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "for"];
  const lost = (each, name) =>
    (each.getAttribute(name) || "").split(/\s+/).filter((id) => id && !document.getElementById(id)).length;
  const own = (each) =>
    [...each.attributes]
      .map(({ name, value }) => (whole.has(name) ? `${name}=${value}` : `${name}${value.trim() ? "+" : "-"}`))
      .sort()
      .join(" ");
  const named = (each) => [
    each.labels ? [...each.labels].filter((label) => label.textContent.trim()).length : "",
    led.map((name) => lost(each, name)).join(""),
    Boolean(each.textContent.trim()),
    [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()),
    each.children.length > 0,
    each.checkVisibility(),
  ];
  const walk = (each, above) => {
    const here = number_of(`${above} ${each.tagName} ${own(each)}`);
    say(`${here} ${named(each)}`);
    for (const child of each.children) walk(child, here);
  };
  walk(document.documentElement, "");
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map((each) => each.id);
  say(`ids ${ids.length === new Set(ids).size}`);
  say(`title ${Boolean(document.title.trim())}`);
  const levels = all("h1,h2,h3,h4,h5,h6").map((each) => each.tagName);
  say(`headings ${levels.filter((level, place) => level !== levels[place - 1])}`);
  const parts = all("header,nav,main,footer,section[aria-label],[role]").map(
    (each) => `${each.tagName} ${each.getAttribute("role")} ${each.getAttribute("aria-label")}`,
  );
  say(`parts ${parts.filter((part, place) => part !== parts[place - 1])}`);
  return [...numbers];
}
