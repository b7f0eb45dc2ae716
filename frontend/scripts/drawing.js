// Drawing one point, line or area: by pressing on the map, or with buttons alone (a point in the middle, take back, remove).
// Points can be dragged. The words beside the map are enough for those who do not draw.
import L from "leaflet";

const FEWEST = { point: 1, line: 2, area: 3 };
const TYPES = { Point: "point", LineString: "line", Polygon: "area" };

function read(text) {
  try {
    const { type, coordinates } = JSON.parse(text);
    const pairs = { Point: () => [coordinates], LineString: () => coordinates, Polygon: () => coordinates[0].slice(0, -1) }[type]();
    return { shape: TYPES[type], points: pairs.map(([lon, lat]) => L.latLng(lat, lon)) };
  } catch {
    return { shape: undefined, points: [] };
  }
}

function write(shape, points) {
  if (points.length < FEWEST[shape]) return "";
  const pairs = points.map(({ lat, lng }) => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
  if (shape === "point") return JSON.stringify({ type: "Point", coordinates: pairs[0] });
  if (shape === "line") return JSON.stringify({ type: "LineString", coordinates: pairs });
  return JSON.stringify({ type: "Polygon", coordinates: [[...pairs, pairs[0]]] });
}

function pressable(label, deed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "al-reveal";
  button.textContent = label;
  button.addEventListener("click", deed);
  return button;
}

function choices(element, shapes, chosen, choose) {
  const group = document.createElement("div");
  group.className = "al-map-shapes";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", element.dataset.draw);
  for (const shape of shapes) {
    const button = pressable(element.getAttribute(`data-name-${shape}`), () => {
      for (const each of group.children) each.setAttribute("aria-pressed", String(each === button));
      choose(shape);
    });
    button.setAttribute("aria-pressed", String(shape === chosen));
    group.append(button);
  }
  return group;
}

export function drawOn(map, element, pin) {
  const input = document.getElementById(element.dataset.into);
  const shapes = element.dataset.shapes.split(" ");
  const kept = read(input.value);
  let shape = shapes.includes(kept.shape) ? kept.shape : shapes[0];
  let points = kept.points;
  const layer = L.featureGroup().addTo(map);
  const said = document.createElement("p");
  said.className = "al-note";
  said.setAttribute("role", "status");

  const show = () => {
    layer.clearLayers();
    if (shape === "line") L.polyline(points, { className: "al-map-line", interactive: false }).addTo(layer);
    if (shape === "area") L.polygon(points, { className: "al-map-area", interactive: false }).addTo(layer);
    points.forEach((at, n) => {
      const marker = pin(at, element.dataset.corner.replace("%d", n + 1), { draggable: true });
      marker.on("dragend", () => { points[n] = marker.getLatLng(); show(); });
      marker.addTo(layer);
    });
    input.value = write(shape, points);
    undo.hidden = remove.hidden = !points.length;
    const words = points.length && points.length < FEWEST[shape] ? element.dataset.fewer : element.dataset.points;
    said.textContent = points.length ? words.replace("%d", points.length) : "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const put = (at) => { points = shape === "point" ? [at] : [...points, at]; show(); };
  const middle = pressable(element.dataset.centrePoint, () => put(map.getCenter()));
  const undo = pressable(element.dataset.undo, () => { points = points.slice(0, -1); show(); middle.focus(); });
  const remove = pressable(element.dataset.remove, () => { points = []; show(); middle.focus(); });

  const tools = document.createElement("div");
  tools.className = "al-map-tools";
  tools.append(middle, undo, remove);
  element.after(tools, said);
  if (shapes.length > 1) {
    element.before(choices(element, shapes, shape, (next) => { shape = next; points = next === "point" ? points.slice(-1) : points; show(); }));
  }
  map.on("click", (event) => put(event.latlng));
  show();
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.3), { maxZoom: 15 });
}
