// Maps, by Leaflet. Tiles come through our own host, so that no visitor's address leaves it.
//   showMap(element)   points from data-src: GeoJSON, properties title, url
//   pickPlace(element) one point into the two hidden inputs that data-lat and data-lon name
//   drawShape(element) a point, a line or an area into the hidden input that data-into names, as GeoJSON: see drawing.js
import L from "leaflet";
import { drawOn } from "./drawing.js";

const TILES = "/maps/topo/{z}/{y}/{x}.png";
const NORWAY = [[57.9, 4.5], [71.2, 31.2]];

function draw(element, role = "region") {
  element.hidden = false;
  element.setAttribute("role", role);
  element.setAttribute("aria-label", element.dataset.label);
  const map = L.map(element, { zoomControl: false, scrollWheelZoom: false, attributionControl: false });
  L.control.attribution({ prefix: false }).addTo(map);
  L.control.zoom({ zoomInTitle: element.dataset.in, zoomOutTitle: element.dataset.out }).addTo(map);
  L.tileLayer(element.dataset.tiles ?? TILES, { maxZoom: 18, attribution: "© Kartverket, CC BY 4.0", alt: "" }).addTo(map);
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) map.options.zoomAnimation = false;
  return map;
}

function pin(at, label, options = {}) {
  const svg = '<svg viewBox="0 0 36 44" aria-hidden="true"><path d="M18 2a15 15 0 0 1 15 15c0 10-15 25-15 25S3 27 3 17A15 15 0 0 1 18 2z"/><circle cx="18" cy="17" r="5.5"/></svg>';
  const icon = L.divIcon({ className: "al-map-pin", html: svg, iconSize: [36, 44], iconAnchor: [18, 42], popupAnchor: [0, -38] });
  const marker = L.marker(at, { icon, alt: label, title: label, ...options });
  marker.on("add", () => {
    marker.getElement().setAttribute("role", "button");
    marker.getElement().setAttribute("aria-label", label);
  });
  return marker;
}

function popup({ title, url, text }) {
  const box = document.createElement("div");
  const link = document.createElement(url ? "a" : "strong");
  if (url) link.href = url;
  link.textContent = title;
  box.append(link);
  if (text) {
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
  }
  return box;
}

export async function showMap(element) {
  const { features = [] } = await fetch(element.dataset.src, { headers: { accept: "application/geo+json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .catch(() => ({ features: null })) ;
  if (!features) {
    const sorry = document.createElement("p");
    sorry.className = "al-note";
    sorry.textContent = element.dataset.failed;
    element.replaceWith(sorry);
    return;
  }
  const map = draw(element);
  const group = L.featureGroup();
  for (const { geometry, properties } of features) {
    if (geometry?.type !== "Point") continue;
    const [lon, lat] = geometry.coordinates;
    pin([lat, lon], properties.title).bindPopup(popup(properties)).addTo(group);
  }
  group.addTo(map);
  map.fitBounds(group.getLayers().length ? group.getBounds().pad(0.25) : NORWAY, { maxZoom: 15 });
}

export function pickPlace(element) {
  const lat = document.getElementById(element.dataset.lat);
  const lon = document.getElementById(element.dataset.lon);
  const map = draw(element, "group");
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "al-reveal";
  remove.textContent = element.dataset.remove;
  element.after(remove);
  let marker;
  const put = (at) => {
    lat.value = at.lat.toFixed(6);
    lon.value = at.lng.toFixed(6);
    if (!marker) {
      marker = pin(at, element.dataset.marker, { draggable: true }).addTo(map);
      marker.on("dragend", () => put(marker.getLatLng()));
    }
    marker.setLatLng(at);
    remove.hidden = false;
  };
  remove.addEventListener("click", () => {
    marker?.remove();
    marker = undefined;
    lat.value = lon.value = "";
    remove.hidden = true;
  });
  remove.hidden = true;
  map.on("click", (event) => put(event.latlng));
  if (lat.value && lon.value) {
    map.setView([lat.value, lon.value], 15);
    put(L.latLng(lat.value, lon.value));
  } else {
    const centre = element.dataset.centre?.split(",").map(Number);
    if (centre) map.setView(centre, 12);
    else map.fitBounds(NORWAY);
  }
}

export function drawShape(element) {
  const map = draw(element, "group");
  const centre = element.dataset.centre?.split(",").map(Number);
  if (centre) map.setView(centre, 12);
  else map.fitBounds(NORWAY);
  drawOn(map, element, pin);
}
