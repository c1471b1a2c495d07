import { expect, test } from 'vitest';
import { type Box, bubblesOf } from './bubbles.ts';
import { isWrittenBeside } from './lines-beside.ts';
import { peopleBeside } from './people.ts';

type Colour = readonly [number, number, number];

const width = 360;
const height = 420;

/** A page of one colour, and what is drawn on it: boxes with round corners, and lines of dashes as letters. */
const drawing = (page: Colour) => {
  const data = new Uint8Array(width * height * 3);
  const dot = (x: number, y: number, colour: Colour) => data.set(colour, (y * width + x) * 3);
  const fill = (box: Box, colour: Colour, round = 0) => {
    for (let y = 0; y < box.height; y++)
      for (let x = 0; x < box.width; x++) {
        const [dx, dy] = [Math.min(x, box.width - 1 - x), Math.min(y, box.height - 1 - y)];
        if (dx < round && dy < round && Math.hypot(round - dx, round - dy) > round) continue;
        dot(box.left + x, box.top + y, colour);
      }
  };
  fill({ left: 0, top: 0, width, height }, page);
  const bubble = (box: Box, colour: Colour, ink: Colour) => {
    fill(box, colour, 14);
    for (let y = box.top + 11; y + 10 < box.top + box.height; y += 20)
      for (let x = box.left + 14; x + 16 < box.left + box.width; x += 9)
        fill({ left: x, top: y, width: 5, height: 9 }, ink);
    return box;
  };
  return { picture: { data, width, height }, fill, bubble };
};

const isNear = (found: Box, drawn: Box): boolean =>
  Math.abs(found.left - drawn.left) <= 6 &&
  Math.abs(found.top - drawn.top) <= 6 &&
  Math.abs(found.left + found.width - drawn.left - drawn.width) <= 6 &&
  Math.abs(found.top + found.height - drawn.top - drawn.height) <= 6;

const pages: readonly (readonly [string, Colour, Colour, Colour, Colour])[] = [
  ['pale on white', [255, 255, 255], [238, 240, 243], [20, 20, 20], [24, 119, 210]],
  ['white on pale', [236, 229, 221], [255, 255, 255], [20, 20, 20], [220, 245, 208]],
  ['dark on black', [0, 0, 0], [38, 38, 42], [240, 240, 240], [42, 154, 65]],
];

test.each(pages)(
  'the bubbles of a chat are found, and neither its head, faces nor the bar to write in: %s',
  (_, page, theirs, ink, mine) => {
    const { picture, fill, bubble } = drawing(page);
    fill({ left: 0, top: 0, width, height: 60 }, theirs);
    const drawn = [
      bubble({ left: 47, top: 90, width: 250, height: 80 }, theirs, ink),
      bubble({ left: 150, top: 176, width: 200, height: 40 }, mine, page[0] > 200 ? [20, 20, 20] : [255, 255, 255]),
      bubble({ left: 47, top: 222, width: 180, height: 60 }, theirs, ink),
    ];
    fill({ left: 10, top: 140, width: 30, height: 30 }, [160, 60, 90], 15);
    const foot = Math.max(0, page[0] - 8) as number;
    fill({ left: 0, top: 370, width, height: 50 }, page[0] === 0 ? [26, 28, 32] : [foot, foot, foot]);
    bubble({ left: 14, top: 378, width: 300, height: 34 }, theirs, ink);
    const found = bubblesOf(picture);
    expect(found).toHaveLength(3);
    for (const [i, box] of found.entries()) expect(isNear(box, drawn[i] as Box)).toBe(true);
  },
);

test('two bubbles that a pattern of the page holds together are two', () => {
  const { picture, fill, bubble } = drawing([236, 229, 221]);
  const drawn = [
    bubble({ left: 10, top: 90, width: 270, height: 80 }, [255, 255, 255], [20, 20, 20]),
    bubble({ left: 10, top: 175, width: 240, height: 60 }, [255, 255, 255], [20, 20, 20]),
  ];
  for (let x = 30; x < 240; x += 38) fill({ left: x, top: 168, width: 6, height: 9 }, [200, 194, 188]);
  const found = bubblesOf(picture);
  expect(found).toHaveLength(2);
  for (const [i, box] of found.entries()) expect(isNear(box, drawn[i] as Box)).toBe(true);
});

test('an empty page, a plain card and noise have no bubbles', () => {
  const empty = drawing([255, 255, 255]);
  expect(bubblesOf(empty.picture)).toEqual([]);
  empty.fill({ left: 40, top: 90, width: 200, height: 100 }, [230, 230, 240]);
  expect(bubblesOf(empty.picture)).toEqual([]);
  const { picture } = drawing([0, 0, 0]);
  let seed = 1;
  for (let i = 0; i < picture.data.length; i++) {
    seed = (seed * 48_271) % 2_147_483_647;
    picture.data[i] = seed % 256;
  }
  expect(bubblesOf(picture)).toEqual([]);
});

test('whatever is outside the bubbles belongs to people, but for a picture that was sent', () => {
  const bubbles = [
    { left: 47, top: 90, width: 250, height: 80 },
    { left: 47, top: 190, width: 250, height: 60 },
    { left: 47, top: 360, width: 250, height: 40 },
  ];
  const boxes = peopleBeside({ data: new Uint8Array(), width, height }, bubbles);
  const isIn = (x: number, y: number) =>
    boxes.some((box) => x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height);
  for (const [x, y] of [
    [180, 30],
    [20, 160],
    [330, 100],
    [60, 180],
    [20, 400],
    [180, 410],
  ] as const)
    expect(isIn(x, y)).toBe(true);
  for (const [x, y] of [
    [100, 120],
    [250, 240],
    [180, 300],
    [100, 380],
  ] as const)
    expect(isIn(x, y)).toBe(false);
});

test('three lines of writing across the page beside the bubbles make it no chat', () => {
  const { picture, fill, bubble } = drawing([255, 255, 255]);
  const bubbles = [
    bubble({ left: 47, top: 222, width: 250, height: 60 }, [238, 240, 243], [20, 20, 20]),
    bubble({ left: 47, top: 300, width: 250, height: 60 }, [238, 240, 243], [20, 20, 20]),
  ];
  const line = (top: number) => {
    for (let x = 20; x < 330; x += 9) fill({ left: x, top, width: 4, height: 9 }, [20, 20, 20]);
  };
  line(10);
  line(60);
  expect(isWrittenBeside(picture, bubbles)).toBe(false);
  line(90);
  expect(isWrittenBeside(picture, bubbles)).toBe(true);
});
