// Where things are, drawn over a photograph.

const SVG = "http://www.w3.org/2000/svg";
const HUES = 6;

/** The class of what belongs to the prediction at a place of the list. */
export const hue = (index) => `hue-${index % HUES}`;

const draw = (name, attributes, text = "") => {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => { element.setAttribute(key, value); });
  element.textContent = text;
  return element;
};

/** Draws the boxes of predictions, those that have one, in the place of what was drawn. */
export function drawBoxes(overlay, predictions) {
  const of = predictions.find((prediction) => prediction.box?.of)?.box.of;
  overlay.replaceChildren();
  if (!of) {
    return;
  }
  const size = Math.max(of.width, of.height) / 14;
  overlay.setAttribute("viewBox", `0 0 ${of.width} ${of.height}`);
  predictions.forEach(({ label, box }, index) => {
    if (box) {
      const place = draw("g", { class: hue(index) });
      place.append(draw("title", {}, label), draw("rect", { x: box.x, y: box.y, width: box.width, height: box.height }),
        // by turns left and right, for boxes that begin at the same place
        draw("text", index % 2 === 0 ? { x: box.x + size / 4, y: box.y + size, "font-size": size, "text-anchor": "start" }
          : { x: box.x + box.width - size / 4, y: box.y + size, "font-size": size, "text-anchor": "end" }, index + 1));
      overlay.append(place);
    }
  });
}
