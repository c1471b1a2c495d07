/**
 * A written numeral as a decimal. `1.000.000` and `1,000,000` are a million, `1.5` and `1,5` one and a half, `1.000`
 * a thousand; undefined for what is no amount (`1.2.3`, `0912`, more than 15 digits).
 */
export const parseNumeral = (raw: string): number | undefined => {
  if (raw.length < 16 && /^(?:0|[1-9]\d*)$/.test(raw)) return Number(raw);
  const separators = raw.replace(/[0-9]/g, '');
  const groups = raw.split(/[.,]/);
  if (raw.length > 24 || raw.length - separators.length > 15 || /^0\d/.test(raw)) return undefined;
  const hasDecimals = separators !== '' && !(isGrouped(groups) && new Set(separators).size === 1);
  const last = separators.at(-1);
  if (hasDecimals && separators.slice(0, -1).includes(last ?? '')) return undefined;
  const integer = hasDecimals ? groups.slice(0, -1) : groups;
  if (integer.length > 1 && (!isGrouped(integer) || new Set(separators.slice(0, integer.length - 1)).size > 1))
    return undefined;
  return Number(integer.join('') + (hasDecimals ? `.${groups.at(-1)}` : ''));
};

const isGrouped = (groups: readonly string[]): boolean =>
  /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((g) => g.length === 3);

/** Without the dust of binary arithmetic: 12 significant digits. */
export const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));
