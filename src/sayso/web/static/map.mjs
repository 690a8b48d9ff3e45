// The map: MapLibre over world-atlas countries, no outside request. Falls back to the server's SVG where WebGL is missing.
const holder = document.getElementById("map");
const FAMILIES = ["conflict", "protest", "cooperation", "harm", "words"];
const RADIUS = { exact: 0, town: 5, district: 25, province: 80 };

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

// shape as well as colour: ● conflict, ▲ protest, ◆ cooperation, ■ harm, ○ words
function icon(family, colour) {
  const size = 40, c = document.createElement("canvas");
  c.width = c.height = size;
  const g = c.getContext("2d");
  g.fillStyle = colour;
  g.strokeStyle = "#fff";
  g.lineWidth = 3;
  g.beginPath();
  if (family === "protest") { g.moveTo(20, 6); g.lineTo(35, 33); g.lineTo(5, 33); g.closePath(); }
  else if (family === "cooperation") { g.moveTo(20, 4); g.lineTo(36, 20); g.lineTo(20, 36); g.lineTo(4, 20); g.closePath(); }
  else if (family === "harm") g.rect(7, 7, 26, 26);
  else g.arc(20, 20, 14, 0, 7);
  if (family === "words") { g.lineWidth = 6; g.strokeStyle = colour; g.stroke(); } else { g.fill(); g.stroke(); }
  return g.getImageData(0, 0, size, size);
}

async function start() {
  const { Map, Marker, NavigationControl, setWorkerUrl } = await import(holder.dataset.library);
  setWorkerUrl(new URL(holder.dataset.worker, location.href).href);
  const land = getComputedStyle(document.documentElement).getPropertyValue("--panel");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches !== (document.documentElement.dataset.theme === "light" || false) && document.documentElement.dataset.theme !== "light" || document.documentElement.dataset.theme === "dark";
  const map = new Map({
    container: holder,
    attributionControl: false,
    style: {
      version: 8,
      sources: { countries: { type: "geojson", data: new URL(holder.dataset.countries, location.href).href } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": dark ? "#10151b" : "#dce7ee" } },
        { id: "land", type: "fill", source: "countries", paint: { "fill-color": dark ? "#2a3038" : "#f5f2ea" } },
        { id: "borders", type: "line", source: "countries", paint: { "line-color": dark ? "#4a525d" : "#b9b3a4", "line-width": 0.7 } },
      ],
    },
    center: [20, 20],
    zoom: 1,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const markers = {};
  let shown = {};

  async function points() {
    const answer = await fetch(`/incidents/points.json${location.search}`);
    return answer.ok ? answer.json() : { points: [] };
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

  async function load(fit) {
    const { points: rows } = await points();
    const data = features(rows);
    if (map.getSource("incidents")) map.getSource("incidents").setData(data);
    else {
      map.addSource("incidents", { type: "geojson", data, cluster: true, clusterRadius: 44, clusterMaxZoom: 11 });
      for (const family of FAMILIES) map.addImage(family, icon(family, css(family)), { pixelRatio: 2 });
      map.addLayer({
        id: "near", type: "circle", source: "incidents", filter: ["!", ["has", "point_count"]],
        paint: {
          "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "r0"], 22, ["*", ["get", "r0"], 4194304]],
          "circle-color": "#888", "circle-opacity": 0.15, "circle-stroke-width": 1, "circle-stroke-color": "#888",
        },
      });
      map.addLayer({ id: "incidents", type: "symbol", source: "incidents", filter: ["!", ["has", "point_count"]], layout: { "icon-image": ["get", "family"], "icon-allow-overlap": true } });
    }
    if (fit && rows.length) {
      const lat = rows.map((r) => r[1]), lon = rows.map((r) => r[2]);
      const least = (v) => v.reduce((a, b) => Math.min(a, b)), most = (v) => v.reduce((a, b) => Math.max(a, b));
      map.fitBounds([[least(lon), least(lat)], [most(lon), most(lat)]], { padding: 50, maxZoom: 8, animate: false });
    }
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
        el.className = p.point_count >= 1000 ? "cluster big" : "cluster";
        el.textContent = p.point_count_abbreviated;
        el.setAttribute("aria-label", `${p.point_count} incidents: zoom in`);
        el.addEventListener("click", async () => {
          const zoom = await map.getSource("incidents").getClusterExpansionZoom(p.cluster_id);
          map.easeTo({ center: f.geometry.coordinates, zoom });
        });
        marker = markers[p.cluster_id] = new Marker({ element: el }).setLngLat(f.geometry.coordinates);
      }
      now[p.cluster_id] = marker;
      if (!shown[p.cluster_id]) marker.addTo(map);
    }
    for (const id of Object.keys(shown)) if (!now[id]) shown[id].remove();
    shown = now;
  }

  map.on("load", () => load(true));
  map.on("render", clusters);
  map.on("idle", () => { holder.dataset.state = "idle"; });
  map.on("click", "incidents", (e) => { location.href = `/incidents/${encodeURIComponent(e.features[0].properties.id)}`; });
  map.on("mouseenter", "incidents", (e) => { map.getCanvas().style.cursor = "pointer"; holder.title = e.features[0].properties.label; });
  map.on("mouseleave", "incidents", () => { map.getCanvas().style.cursor = ""; holder.title = ""; });
  const here = document.getElementById("here");
  if (here) {
    here.addEventListener("click", () => {
      const b = map.getBounds();
      const form = document.querySelector("form.filter");
      form.elements.bbox.value = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => v.toFixed(3)).join(",");
      form.requestSubmit();
    });
  }
  document.addEventListener("sayso:results", () => { for (const m of Object.values(markers)) m.remove(); for (const k of Object.keys(markers)) delete markers[k]; shown = {}; load(false); });
}

if (holder && webgl()) {
  holder.hidden = false;
  const svg = document.getElementById("svgmap");
  start().then(() => { if (svg) svg.hidden = true; }, (e) => { holder.hidden = true; console.warn("no map:", e.message); });
}
