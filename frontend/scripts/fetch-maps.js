// The map's script and styles are fetched only by pages that have a map.
import { fresh } from "./everywhere.js";

export function fetchMaps(root) {
  const maps = fresh(root, "[data-map], [data-map-pick], [data-map-draw]");
  if (!maps.length) return;
  const { mapScript, mapStyle } = document.body.dataset;
  if (!document.querySelector(`link[href="${mapStyle}"]`)) {
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = mapStyle;
    document.head.append(styles);
  }
  import(mapScript).then(({ showMap, pickPlace, drawShape }) => {
    for (const map of maps) (map.hasAttribute("data-map") ? showMap : map.hasAttribute("data-map-draw") ? drawShape : pickPlace)(map);
  });
}
