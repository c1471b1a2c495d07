// The headline in a page's JSON-LD (schema.org Article), wherever its writer put it.

const deepest = 5;
const most = 200;

/** The first `headline` of a schema.org node in a JSON-LD text, looked for at most five levels deep; undefined for none or broken JSON. */
export const headlineIn = (json: string): string | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  let level: readonly unknown[] = [value];
  let seen = 0;
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const node of level) {
      if (++seen > most || typeof node !== 'object' || node === null) continue;
      if (!Array.isArray(node) && 'headline' in node && typeof node.headline === 'string') return node.headline;
      next.push(...Object.values(node).slice(0, most));
    }
    level = next;
  }
  return undefined;
};
