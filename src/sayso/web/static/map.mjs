// The map: MapLibre over world-atlas countries, no outside request. Falls back to the server's SVG where WebGL is missing.
const holder = document.getElementById("map");
const FAMILIES = ["conflict", "protest", "cooperation", "harm", "words"];
const RADIUS = { exact: 0, town: 5, district: 25, province: 80 };
const SPLIT_UP_TO = 11; // beyond this zoom nothing is clustered
const CLOSE = 3.5; // from this zoom on coarse outlines are too coarse
const FIT = { padding: 50, maxZoom: 8 };
const $ = (id) => document.getElementById(id);

function webgl() {
  try {
    return !!document.createElement("canvas").getContext("webgl2");
  } catch {
    return false;
  }
}

const css = (name) => {
  const probe = document.createElement("span");
  probe.className = name;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};
const colours = () =>
  document.documentElement.hasAttribute("data-dark")
    ? { sea: "#10151b", land: "#2a3038", borders: "#4a525d", edge: "#1d2126" }
    : { sea: "#dce7ee", land: "#f5f2ea", borders: "#b9b3a4", edge: "#ffffff" };

// shape as well as colour: ● conflict, ▲ protest, ◆ cooperation, ■ harm, ○ words
function icon(family, colour, edge) {
  const size = 40, c = document.createElement("canvas");
  c.width = c.height = size;
  const g = c.getContext("2d");
  g.fillStyle = colour;
  g.strokeStyle = edge;
  g.lineWidth = 3;
  g.beginPath();
  if (family === "protest") { g.moveTo(20, 6); g.lineTo(35, 33); g.lineTo(5, 33); g.closePath(); }
  else if (family === "cooperation") { g.moveTo(20, 4); g.lineTo(36, 20); g.lineTo(20, 36); g.lineTo(4, 20); g.closePath(); }
  else if (family === "harm") g.rect(7, 7, 26, 26);
  else g.arc(20, 20, 14, 0, 7);
  if (family === "words") { g.fillStyle = edge; g.fill(); g.lineWidth = 6; g.strokeStyle = colour; g.stroke(); } else { g.fill(); g.stroke(); }
  return g.getImageData(0, 0, size, size);
}

function features(rows) {
  return {
    type: "FeatureCollection",
    features: rows.map(([id, lat, lon, family, precision, label]) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { id, family, label, r0: ((RADIUS[precision] || 0) * 1000) / 78271.484 / Math.max(0.2, Math.cos((lat * Math.PI) / 180)) },
    })),
  };
}

/** "latitude,longitude,zoom" of the address, or null. */
function viewed() {
  const [lat, lon, zoom] = (new URLSearchParams(location.search).get("view") || "").split(",").map(Number);
  return lat >= -85 && lat <= 85 && lon >= -360 && lon <= 360 && zoom >= 0 && zoom <= 22 ? { center: [lon, lat], zoom } : null;
}

/** Where the map looks goes into the address, the form and the links of the list, so that it is shared and kept. */
function keepView(map) {
  const { lat, lng } = map.getCenter();
  const view = [lat.toFixed(4), lng.toFixed(4), map.getZoom().toFixed(2)].join(",");
  const url = new URL(location.href);
  url.searchParams.set("view", view);
  history.replaceState(history.state, "", url);
  const form = $("filter");
  if (form) form.elements.view.value = view;
  for (const a of document.querySelectorAll("#results nav a, #results .chips a")) {
    const to = new URL(a.href);
    to.searchParams.set("view", view);
    a.href = to.pathname + to.search;
  }
}

async function points() {
  const answer = await fetch(`/incidents/points.json${location.search}`);
  return answer.ok ? (await answer.json()).points : [];
}

async function start() {
  const early = points(); // on its way while the library loads
  const { Map, Marker, NavigationControl, Popup, setWorkerUrl } = await import(holder.dataset.library);
  setWorkerUrl(new URL(holder.dataset.worker, location.href).href);
  const c = colours();
  const view = viewed();
  const [south, west, north, east] = (holder.dataset.box || "").split(",").map(Number);
  const begin = view || (holder.dataset.box ? { bounds: [[west, south], [east, north]], fitBoundsOptions: FIT } : { center: [20, 20], zoom: 1 });
  const address = (name) => new URL(holder.dataset[name], location.href).href;
  const map = new Map({
    container: holder,
    attributionControl: false,
    fadeDuration: 0,
    style: {
      version: 8,
      sources: { countries: { type: "geojson", data: address("countries") } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": c.sea } },
        { id: "land", type: "fill", source: "countries", paint: { "fill-color": c.land } },
        { id: "borders", type: "line", source: "countries", paint: { "line-color": c.borders, "line-width": 0.7 } },
      ],
    },
    ...begin,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const markers = {};
  let shown = {}, bounds = null, byUser = false, drawn = false;

  async function load(coming) {
    const rows = await coming;
    const data = features(rows);
    drawn = true;
    if (map.getSource("incidents")) map.getSource("incidents").setData(data);
    else {
      map.addSource("incidents", { type: "geojson", data, cluster: true, clusterRadius: 44, clusterMaxZoom: SPLIT_UP_TO });
      for (const family of FAMILIES) map.addImage(family, icon(family, css(family), c.edge), { pixelRatio: 2 });
      map.addLayer({
        id: "near", type: "circle", source: "incidents", filter: ["!", ["has", "point_count"]],
        paint: {
          "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "r0"], 22, ["*", ["get", "r0"], 4194304]],
          "circle-color": "#888", "circle-opacity": 0.15, "circle-stroke-width": 1, "circle-stroke-color": "#888",
        },
      });
      map.addLayer({ id: "incidents", type: "symbol", source: "incidents", filter: ["!", ["has", "point_count"]], layout: { "icon-image": ["get", "family"], "icon-allow-overlap": true } });
    }
    const least = (v) => v.reduce((a, b) => Math.min(a, b)), most = (v) => v.reduce((a, b) => Math.max(a, b));
    const lat = rows.map((r) => r[1]), lon = rows.map((r) => r[2]);
    bounds = rows.length ? [[least(lon), least(lat)], [most(lon), most(lat)]] : null;
  }
  // coarse outlines are there at once; fine ones come when one looks closely
  let fine = false;
  function detail() {
    if (fine || map.getZoom() < CLOSE) return;
    fine = true;
    map.getSource("countries").setData(address("detail"));
  }

  // several incidents on one spot: a list of links
  function list(at, items, more) {
    const ul = document.createElement("ul");
    for (const { id, label } of items) {
      const li = document.createElement("li"), a = document.createElement("a");
      a.href = `/incidents/${encodeURIComponent(id)}`;
      a.textContent = label;
      li.append(a);
      ul.append(li);
    }
    if (more > 0) {
      const li = document.createElement("li");
      li.textContent = `and ${more} more: see the list`;
      ul.append(li);
    }
    new Popup({ maxWidth: "320px" }).setLngLat(at).setDOMContent(ul).addTo(map);
  }

  async function open(cluster, count, at) {
    const source = map.getSource("incidents");
    const zoom = await source.getClusterExpansionZoom(cluster);
    byUser = true;
    if (zoom <= SPLIT_UP_TO) return map.easeTo({ center: at, zoom });
    const leaves = await source.getClusterLeaves(cluster, 50, 0);
    return list(at, leaves.map((f) => f.properties), count - leaves.length);
  }

  // clusters are buttons, so that the keyboard reaches them; no fonts are needed for their numbers
  function clusters() {
    if (!map.getSource("incidents") || !map.isSourceLoaded("incidents")) return;
    const now = {};
    for (const f of map.querySourceFeatures("incidents")) {
      const p = f.properties;
      if (!p.cluster) continue;
      let marker = markers[p.cluster_id];
      if (!marker) {
        const el = document.createElement("button");
        el.type = "button";
        el.className = p.point_count >= 1000 ? "cluster big" : "cluster";
        el.textContent = p.point_count_abbreviated;
        el.setAttribute("aria-label", `${p.point_count} incidents: look closer`);
        const at = f.geometry.coordinates;
        el.addEventListener("click", (e) => { e.stopPropagation(); open(p.cluster_id, p.point_count, at); });
        marker = markers[p.cluster_id] = new Marker({ element: el }).setLngLat(at);
      }
      now[p.cluster_id] = marker;
      if (!shown[p.cluster_id]) marker.addTo(map);
    }
    for (const id of Object.keys(shown)) if (!now[id]) shown[id].remove();
    shown = now;
  }

  map.on("load", () => { detail(); load(early); });
  map.on("zoomend", detail);
  map.on("render", clusters);
  map.on("idle", () => { if (drawn) holder.dataset.state = "idle"; });
  map.on("movestart", (e) => { byUser = byUser || !!e.originalEvent; });
  map.on("moveend", () => { if (byUser) keepView(map); byUser = false; });
  holder.addEventListener("click", (e) => { if (e.target.closest(".maplibregl-ctrl-group")) byUser = true; }, true);
  holder.addEventListener("keydown", () => { byUser = true; }, true);
  map.on("click", "incidents", (e) => {
    const here = [...new globalThis.Map(e.features.map((f) => [f.properties.id, f.properties])).values()];
    if (here.length > 1) list(e.lngLat, here.slice(0, 50), here.length - 50);
    else location.href = `/incidents/${encodeURIComponent(here[0].id)}`;
  });
  const point = (id) => document.dispatchEvent(new CustomEvent("sayso:pointed", { detail: { id } }));
  map.on("mousemove", "incidents", (e) => { map.getCanvas().style.cursor = "pointer"; holder.title = e.features[0].properties.label; point(e.features[0].properties.id); });
  map.on("mouseleave", "incidents", () => { map.getCanvas().style.cursor = ""; holder.title = ""; point(null); });

  // a row of the list that is pointed at gets a ring on the map
  const el = document.createElement("div");
  el.className = "ring";
  const ring = new Marker({ element: el });
  document.addEventListener("sayso:point", (e) => { if (e.detail) ring.setLngLat([e.detail.lon, e.detail.lat]).addTo(map); else ring.remove(); });

  $("here").addEventListener("click", () => {
    const b = map.getBounds(), form = $("filter");
    form.elements.bbox.value = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => v.toFixed(3)).join(",");
    form.requestSubmit();
  });
  $("all").addEventListener("click", () => { byUser = true; if (bounds) map.fitBounds(bounds, { ...FIT, animate: false }); });
  document.addEventListener("sayso:theme", () => {
    const now = colours();
    map.setPaintProperty("sea", "background-color", now.sea);
    map.setPaintProperty("land", "fill-color", now.land);
    map.setPaintProperty("borders", "line-color", now.borders);
    for (const family of FAMILIES) if (map.hasImage(family)) map.updateImage(family, icon(family, css(family), now.edge));
  });
  document.addEventListener("sayso:results", () => {
    for (const id of Object.keys(markers)) { markers[id].remove(); delete markers[id]; }
    shown = {};
    ring.remove();
    holder.dataset.state = "loading";
    drawn = false;
    load(points());
  });
}

if (holder && webgl()) {
  holder.hidden = false;
  document.documentElement.classList.add("has-map");
  start().then(
    () => { $("maptools").classList.remove("hidden"); },
    (e) => { holder.hidden = true; document.documentElement.classList.remove("has-map"); console.warn("no map:", e.message); },
  );
}
