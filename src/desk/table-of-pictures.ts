// The table of a folder of known pictures: one row for each, with its check, what can be seen and where it was seen first.
import { parse } from 'csv-parse/sync';
import { type Day, parseDay } from '../base/clock.ts';
import { visibleText } from '../base/visible-text.ts';
import { type CheckPicture, pictureKinds, picturePublishable } from '../core/picture.ts';
import { isPermalink } from '../kit/links/index.ts';

export const pictureTable = 'pictures.csv';

export type PictureRow = {
  /** `row 2` is the first below the header, as spreadsheets count. */
  readonly position: string;
  readonly file: string;
  /** Id, slug or address of the check it belongs to. */
  readonly check: string;
  readonly told: Omit<CheckPicture, 'file' | 'width' | 'height'>;
  /** The row itself, where it brings its check along. */
  readonly brings: Readonly<Record<string, string>> | null;
};
export type BadRow = { readonly position: string; readonly code: string; readonly detail: string | null };

type Cells = Readonly<Record<string, string>>;

/** Every row, in order; one that says too little is told with the reason. Throws what csv-parse throws. */
export const pictureRows = (csv: string): readonly (PictureRow | BadRow)[] => {
  const rows = parse(csv, { bom: true, columns: true, skip_empty_lines: true, relax_column_count: true }) as Cells[];
  return rows.map((cells, n) => rowOf(`row ${n + 2}`, clean(cells)));
};

const clean = (cells: Cells): Cells =>
  Object.fromEntries(
    Object.entries(cells).map(([name, value]) => [
      name.trim().toLowerCase(),
      visibleText(value ?? '')
        .normalize('NFC')
        .trim(),
    ]),
  );

const rowOf = (position: string, cells: Cells): PictureRow | BadRow => {
  const cell = (name: string): string => cells[name] ?? '';
  const bad = (code: string, detail: string | null = null): BadRow => ({ position, code, detail });
  const file = cell('file');
  // A name and nothing else: the table leads nowhere outside its folder.
  if (!/^[^/\\\0]{1,200}$/.test(file) || file.startsWith('.')) return bad('file-unfit', file.slice(0, 200));
  const check = cell('check') || cell('url');
  if (check === '') return bad('no-check');
  const kind = pictureKinds.find((one) => one === (cell('kind') || 'first-seen'));
  if (kind === undefined) return bad('kind-unknown', cell('kind'));
  const seenOn: Day | null | undefined = cell('seen_on') === '' ? null : parseDay(cell('seen_on'));
  if (seenOn === undefined) return bad('day-unreadable', cell('seen_on'));
  const told = { kind, alt: { vi: cell('alt_vi'), en: cell('alt_en') }, seenUrl: cell('seen_url') || null, seenOn };
  const fits = picturePublishable(told, ['vi', 'en'], isPermalink);
  if (!fits.ok) return bad(fits.error.code, fits.error.field ?? null);
  return { position, file, check, told, brings: cell('claim') === '' ? null : cells };
};
