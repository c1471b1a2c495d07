// Draws the pictures of the sample checks, the same each time: scenes of nowhere, made for this project.
// node demo/pictures/draw.mjs
import { join } from 'node:path';
import sharp from 'sharp';

const width = 640;
const height = 480;

/** A fixed sequence between 0 and 1. */
const seeded = (seed) => () => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return seed / 2 ** 31;
};

const many = (count, draw) => Array.from({ length: count }, (_, n) => draw(n)).join('');

const grain = (id, seed, often) =>
  `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${often}" numOctaves="5" seed="${seed}"/>
  <feColorMatrix values="0.9 0 0 0 0  0.9 0 0 0 0  0.9 0 0 0 0  0 0 0 0 1"/></filter>`;

const fade = (id, from, to) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

const page = (defs, body, seed) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${defs}${grain('all', seed, '0.7')}</defs>${body}
  <rect width="100%" height="100%" filter="url(#all)" opacity="0.13"/></svg>`;

const street = () => {
  const chance = seeded(11);
  const house = (n, left) => {
    const w = 60 + chance() * 50;
    const h = 150 + chance() * 170;
    const x = left ? n * 62 - 20 : width - 40 - n * 66;
    const tone = ['#b7816a', '#8d9aa5', '#c9b98c', '#7d8a72', '#a58fa8'][Math.floor(chance() * 5)];
    const windows = many(12, (m) =>
      chance() < 0.25
        ? ''
        : `<rect x="${x + 8 + (m % 3) * (w / 3.4)}" y="${310 - h + 14 + Math.floor(m / 3) * 38}" width="${w / 6}" height="22" fill="${chance() < 0.4 ? '#f6e39a' : '#39434f'}"/>`,
    );
    return `<rect x="${x}" y="${310 - h}" width="${w}" height="${h + 30}" fill="${tone}"/>${windows}`;
  };
  const wave = (n) =>
    `<path d="M${chance() * width} ${330 + n * 7} q 22 ${-6 + chance() * 4} 46 0 t 44 0" stroke="#dfe9ea" stroke-opacity=".5" stroke-width="${1 + n / 8}" fill="none"/>`;
  return page(
    fade('sky', '#7f97ad', '#dfe3dc') + fade('water', '#8fa39a', '#38524f') + grain('ripple', 4, '0.012 0.09'),
    `<rect width="640" height="480" fill="url(#sky)"/><circle cx="470" cy="90" r="46" fill="#f4efdd" opacity=".8"/>
    ${many(4, (n) => house(n, true))}${many(4, (n) => house(n, false))}
    <rect y="318" width="640" height="162" fill="url(#water)"/><rect y="318" width="640" height="162" filter="url(#ripple)" opacity=".22"/>
    <g><rect x="70" y="296" width="110" height="44" rx="12" fill="#a33b34"/><path d="M92 298 l18 -26 h42 l16 26z" fill="#30343b"/></g>
    <path d="M262 330 C300 250 330 236 352 226 C346 262 352 300 372 330z" fill="#3f4a55"/>
    <path d="M180 362 C260 318 420 320 500 366 C430 388 260 392 180 362z" fill="#4c5965"/>
    <path d="M486 362 l62 -38 l-16 46 l18 26z" fill="#46525d"/><circle cx="226" cy="356" r="5" fill="#111"/>
    ${many(18, wave)}<rect x="560" y="150" width="8" height="200" fill="#2e3338"/><path d="M564 156 h-52" stroke="#2e3338" stroke-width="6"/>`,
    21,
  );
};

const pit = () => {
  const chance = seeded(5);
  const stone = () => {
    const x = chance() * width;
    const y = 120 + chance() * 350;
    const r = 3 + chance() * 13;
    const tone = 70 + Math.floor(chance() * 70);
    return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.7}" fill="rgb(${tone},${tone - 14},${tone - 30})"/>`;
  };
  const bone = (d, w) =>
    `<path d="${d}" stroke="#e9dfc4" stroke-width="${w}" stroke-linecap="round" fill="none"/><path d="${d}" stroke="#8f8161" stroke-width="2" fill="none" opacity=".6"/>`;
  const person = (x, y, coat) =>
    `<g><circle cx="${x}" cy="${y}" r="6" fill="#c99a72"/><path d="M${x - 7} ${y + 30} l3 -22 h9 l3 22z" fill="${coat}"/><path d="M${x - 4} ${y + 30} v18 M${x + 4} ${y + 30} v18" stroke="#2f3440" stroke-width="4"/></g>`;
  return page(
    fade('earth', '#a98457', '#5f4327') + fade('sky', '#9cc3e0', '#e7efe6') + grain('soil', 9, '0.03'),
    `<rect width="640" height="480" fill="url(#earth)"/><rect width="640" height="480" filter="url(#soil)" opacity=".3"/>
    <rect width="640" height="84" fill="url(#sky)"/><path d="M0 84 C120 50 210 96 330 70 S560 58 640 88 V110 H0z" fill="#6d7d45"/>
    ${many(90, stone)}<ellipse cx="330" cy="290" rx="290" ry="150" fill="#3d2a17" opacity=".45"/>
    <ellipse cx="120" cy="250" rx="46" ry="54" fill="#e9dfc4"/><circle cx="104" cy="244" r="11" fill="#3a2b1b"/><circle cx="138" cy="246" r="11" fill="#3a2b1b"/><path d="M104 284 h34" stroke="#3a2b1b" stroke-width="7"/>
    ${bone('M168 262 C250 250 330 262 408 290', 12)}
    ${many(8, (n) => bone(`M${196 + n * 22} ${256 + n * 2} q ${8 + n} ${46 - n * 2} ${30} ${58 - n * 3}`, 7) + bone(`M${196 + n * 22} ${252 + n * 2} q ${8 + n} ${-44 + n * 2} ${30} ${-52 + n * 3}`, 7))}
    ${bone('M206 236 L 268 168 L 352 152', 11)}${bone('M214 292 L 262 366 L 338 398', 11)}
    ${bone('M408 290 L 498 262 L 590 274', 14)}${bone('M408 292 L 492 344 L 578 390', 14)}
    ${person(470, 150, '#b4432f')}${person(508, 146, '#2f6d8a')}${person(70, 372, '#d0a13a')}`,
    33,
  );
};

const orchard = () => {
  const chance = seeded(23);
  const leaf = () => {
    const angle = chance() * Math.PI * 2;
    const far = Math.sqrt(chance());
    const x = 300 + Math.cos(angle) * far * 190;
    const y = 150 + Math.sin(angle) * far * 96;
    return `<ellipse cx="${x}" cy="${y}" rx="${9 + chance() * 15}" ry="${6 + chance() * 9}" fill="hsl(${88 + chance() * 40},${35 + chance() * 25}%,${22 + chance() * 26}%)"/>`;
  };
  const string = (n) => {
    const x = 124 + n * 7.6 + chance() * 6;
    const y = 186 + chance() * 40;
    const long = 70 + chance() * 110;
    return `<path d="M${x} ${y} q ${-5 + chance() * 10} ${long / 2} ${-4 + chance() * 8} ${long}" stroke="hsl(46,${62 + chance() * 20}%,${70 + chance() * 14}%)" stroke-width="3" fill="none"/>`;
  };
  const blade = () => {
    const x = chance() * width;
    const y = 380 + chance() * 96;
    return `<path d="M${x} ${y} q 2 -10 ${-4 + chance() * 8} -18" stroke="hsl(${80 + chance() * 30},45%,${26 + chance() * 24}%)" stroke-width="2" fill="none"/>`;
  };
  return page(
    fade('sky', '#6fb0df', '#f4efe0') + fade('grass', '#8aa84f', '#3f5a25') + grain('hill', 14, '0.02'),
    `<rect width="640" height="480" fill="url(#sky)"/><path d="M0 250 L110 130 L210 236 L330 110 L470 244 L560 160 L640 240 V480 H0z" fill="#7f90a3"/>
    <path d="M300 140 l30 -30 l34 36 l-22 6z M92 150 l18 -20 l20 22z" fill="#f7f7f2"/>
    <path d="M0 300 C180 250 420 340 640 280 V480 H0z" fill="url(#grass)"/><path d="M0 300 C180 250 420 340 640 280 V480 H0z" filter="url(#hill)" opacity=".2"/>
    <path d="M286 420 C296 340 280 280 250 190 M296 420 C300 340 322 280 366 186 M292 330 C300 260 300 220 302 150" stroke="#5b3f26" stroke-width="19" fill="none" stroke-linecap="round"/>
    ${many(230, leaf)}${many(48, string)}${many(260, blade)}
    <g><circle cx="512" cy="268" r="19" fill="#d9a27c"/><path d="M488 250 q24 -34 48 0z" fill="#c33f3a"/><path d="M484 400 l8 -108 q20 -14 40 0 l8 108z" fill="#3d5f9a"/><path d="M496 304 L430 262" stroke="#d9a27c" stroke-width="11" stroke-linecap="round"/></g>
    <path d="M540 396 h78 l-10 44 h-58z" fill="#9a6a35"/>${many(16, (n) => `<path d="M${546 + n * 4.4} 396 q 4 -16 ${-6 + chance() * 12} -24" stroke="#f0d98c" stroke-width="3" fill="none"/>`)}`,
    47,
  );
};

for (const [name, draw] of Object.entries({ 'ca-map': street, 'bo-xuong': pit, 'cay-mi': orchard }))
  await sharp(Buffer.from(draw()))
    .webp({ quality: 78 })
    .toFile(join(import.meta.dirname, `${name}.webp`));
