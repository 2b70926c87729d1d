"use strict";

// What stands in the page, and what a visitor's code says behind the #: "da.8.CGAEdc".
const page = JSON.parse(document.getElementById("page").textContent);
const said = /^#([A-Za-z0-9-]{2,35})\.(\d{1,2})\.([CDEGAcdega]{1,64})$/.exec(location.hash);
const known = (tag) => page.languages.find((language) => language === tag || tag.split("-")[0] === language);
const language = [said ? said[1] : "", ...navigator.languages].map(known).find(Boolean) || page.languages[0];
const floors = Math.min(said ? Number(said[2]) : 0, 14);
const notes = [...(said ? said[3] : page.tune)];

for (const [id, words] of Object.entries(page.words)) {
  document.getElementById(id).textContent = words[language];
}
for (const [name, colour] of Object.entries(page.colours)) {
  document.documentElement.style.setProperty(`--${name}`, colour);
}
document.documentElement.lang = language;
document.title = page.words.title[language];

// The tower: a foot with a door, the floors that were built, a roof with a flag.
const tower = document.getElementById("tower");
const draw = (name, attributes) => {
  const part = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  tower.append(part);
};
const pillar = (x, y, width, height, colour, round) => {
  draw("rect", { x: x - width / 2, y: y - height, width, height, rx: round, fill: colour });
  draw("rect", { x, y: y - height, width: width / 2, height, rx: round, fill: page.colours.ink, opacity: 0.1 });
};
const pane = (x, y) => draw("circle", { cx: x, cy: y, r: 3.4, fill: page.colours.blue, stroke: page.colours.paper, "stroke-width": 1.6 });
const storeys = Math.max(floors, 3);
const height = 30 + storeys * 20 + 42;
tower.setAttribute("viewBox", `0 0 140 ${height + 14}`);
draw("ellipse", { cx: 70, cy: height, rx: 66, ry: 13, fill: page.colours.grass });
let level = height - 2;
pillar(70, level, 48, 26, page.colours["wood-light"], 3);
draw("path", { d: `M62 ${level}v-12a8 8 0 0 1 16 0v12z`, fill: page.colours["deep-blue"] });
level -= 26;
for (let floor = 1; floor < storeys; floor++) {
  const width = 44 - floor * 1.6;
  if (floor % 3 === 2) {
    draw("rect", { x: 70 - width / 2 - 4, y: level - 3, width: width + 8, height: 3, rx: 1, fill: page.colours.wood });
    for (const way of [-1, 0, 1]) {
      pillar(70 + (way * width) / 2.2, level - 3, 3, 17, page.colours.wood, 1);
    }
    for (const [way, colour] of [[-1, "plum"], [1, "blue"]]) {
      draw("circle", { cx: 70 + way * width * 0.22, cy: level - 11, r: 3, fill: "#e8b58a" });
      draw("rect", { x: 70 + way * width * 0.22 - 3.5, y: level - 8, width: 7, height: 5, rx: 2, fill: page.colours[colour] });
    }
    draw("rect", { x: 70 - width / 2, y: level - 7, width, height: 1.6, fill: page.colours.red });
  } else {
    const round = floor % 3 === 0;
    // Every third floor is a balcony and has no colour of its own.
    const colour = ["red", "yellow", "blue", "plum", "green"][(floor - 1 - Math.floor(floor / 3)) % 5];
    pillar(70, level, width, 20, page.colours[colour], round ? 7 : 2);
    for (const way of [-1, 1]) pane(70 + way * width * 0.24, level - 10);
  }
  level -= 20;
}
draw("path", { d: `M44 ${level}L70 ${level - 30}L96 ${level}z`, fill: page.colours.red, "stroke-linejoin": "round" });
draw("path", { d: `M70 ${level - 30}L96 ${level}H70z`, fill: page.colours.ink, opacity: 0.1 });
draw("path", { d: `M70 ${level - 30}v-10`, stroke: page.colours.wood, "stroke-width": 1.6 });
draw("path", { d: `M70 ${level - 40}l12 3.5l-12 3.5z`, fill: page.colours.yellow });
for (const [x, colour, skin] of [[24, "blue", "#8a5a3c"], [108, "red", "#f0c9a0"], [122, "yellow", "#c68a5e"]]) {
  pillar(x, height + 5, 11, 13, page.colours[colour], 5);
  draw("circle", { cx: x, cy: height - 11, r: 4.6, fill: skin });
}

// The sound of a struck bar: three tones that die away, the higher the sooner.
const scale = { C: 0, D: 2, E: 4, G: 7, A: 9, c: 12, d: 14, e: 16, g: 19, a: 21 };
let speaker;
const strike = (note, after) => {
  speaker ??= new AudioContext();
  // A phone lets a page sound from a touch on.
  speaker.resume();
  const at = speaker.currentTime + after;
  for (const [times, loud, length] of [[1, 0.5, 1.6], [2.76, 0.16, 0.5], [5.4, 0.06, 0.2]]) {
    const tone = speaker.createOscillator();
    const gain = speaker.createGain();
    tone.frequency.value = 523.25 * 2 ** (scale[note] / 12) * times;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loud * 0.4, at + 0.004);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    tone.connect(gain).connect(speaker.destination);
    tone.start(at);
    tone.stop(at + length);
  }
  const bar = document.querySelector(`[data-note="${note}"]`);
  setTimeout(() => bar?.classList.add("struck"), after * 1000);
  setTimeout(() => bar?.classList.remove("struck"), after * 1000 + 180);
};

// One bar for each note, the longest is the lowest.
const bars = document.getElementById("bars");
for (const note of Object.keys(scale).filter((note) => notes.includes(note))) {
  const bar = document.createElement("button");
  bar.className = "bar";
  bar.dataset.note = note;
  bar.setAttribute("aria-label", note.toUpperCase());
  bar.style.setProperty("--colour", page.bars[note] || page.colours.wood);
  bar.style.setProperty("--length", `${100 - scale[note] * 2}%`);
  bar.addEventListener("pointerdown", () => strike(note, 0));
  bar.addEventListener("click", (event) => event.detail === 0 && strike(note, 0));
  bars.append(bar);
}

// Long, short, short, long; and home to C.
document.getElementById("again").addEventListener("click", () => {
  let after = 0.1;
  notes.forEach((note, index) => {
    strike(note, after);
    after += 0.68 * [0.75, 0.5, 0.5, 0.75][index % 4];
  });
  ["C", "G", "c"].forEach((note, index) => strike(note, after + index * 0.045));
});
