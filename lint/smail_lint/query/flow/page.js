"use strict";
function find(index, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return index.filter((one) => words.every((word) => one.words.toLowerCase().includes(word)));
}
function start(page, place) {
  const index = JSON.parse(page.getElementById("index").textContent);
  const box = page.getElementById("search");
  const said = page.getElementById("said");
  const list = page.getElementById("hits");
  const show = () => {
    const hits = find(index, box.value);
    page.querySelectorAll(".hit").forEach((one) => one.classList.remove("hit"));
    list.replaceChildren(...hits.slice(0, 50).map((hit) => {
      const item = page.createElement("li");
      const link = page.createElement("a");
      link.href = "#" + hit.row;
      link.textContent = hit.title;
      item.append(link);
      const node = page.getElementById("node-" + hit.node);
      if (node) node.classList.add("hit");
      return item;
    }));
    const more = hits.length > 50 ? ", the first 50 are shown" : "";
    said.textContent = box.value.trim() ? (hits.length === 1 ? "1 hit" : hits.length + " hits") + more : "";
  };
  page.getElementById("searching").hidden = false;
  box.addEventListener("input", show);
  page.addEventListener("keydown", (event) => {
    if (event.key === "/" && page.activeElement !== box) { event.preventDefault(); box.focus(); }
    if (event.key === "Escape" && page.activeElement === box) { box.value = ""; show(); }
  });
  if (place.hash.startsWith("#q=")) {
    try { box.value = decodeURIComponent(place.hash.slice(3)); } catch { box.value = ""; }
    show();
  }
}
if (typeof document !== "undefined") start(document, location);
