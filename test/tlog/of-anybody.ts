// A log of anybody's as a page of theirs would give it to a reader's browser: the proof of a leaf, and the section that our
// script works it out in.
import type { JSHandle, Page } from 'playwright-core';
import { formatProofFile, openTiles, parseCheckpoint, parseNote, planInclusion } from '../../src/kit/tlog/index.ts';

export type AnyLog = {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly vkey: string;
  readonly witnesses?: string;
  /** Where its files are on the site that serves them. */
  readonly base: string;
};

/** The proof that a leaf is in it, made from its tiles as they lie there. */
export const proofIn = async ({ files }: AnyLog, index: number): Promise<Uint8Array> => {
  const note = parseNote(files.get('checkpoint') ?? new Uint8Array());
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!head.ok) throw new Error(head.error.code);
  const tiles = await openTiles(head.value, async (path) => files.get(path));
  const proof = tiles.ok ? await tiles.value.prove(planInclusion(index, head.value.size)) : tiles;
  if (!proof.ok) throw new Error(proof.error.code);
  const checkpoint = new TextDecoder().decode(files.get('checkpoint'));
  return new TextEncoder().encode(formatProofFile({ index, proof: proof.value, checkpoint }));
};

/** The section of a page, with no words but the codes of what is said. */
export const sectionOf = ({ vkey, witnesses = '', base }: AnyLog, index: number, entry: string): string => {
  const data = { entry, index: String(index), proof: `${base}/proof/any`, log: base, vkey, witnesses };
  const attributes = Object.entries(data)
    .map(([name, value]) => `data-${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join(' ');
  return `<section data-verify-log ${attributes}><button hidden>Verify</button><p role="status"></p><ol hidden></ol></section>`;
};

/** Presses the button; the outcome and each step's, from the remembered checkpoint, if any. */
export const pressIn = async (page: Page, remembered: string | null = null) => {
  await page.evaluate(
    (note) => (note === null ? localStorage.removeItem('sangto-log') : localStorage.setItem('sangto-log', note)),
    remembered,
  );
  return page.evaluate(
    () =>
      new Promise<{ outcome: string; steps: string[]; ms: number }>((tell) => {
        const place = document.querySelector<HTMLElement>('[data-verify-log]');
        const began = performance.now();
        const watching = new MutationObserver(() => {
          const outcome = place?.dataset.outcome ?? '';
          if (outcome === '') return;
          watching.disconnect();
          const steps = [...(place?.querySelectorAll('.verify-words') ?? [])].map((one) => one.textContent ?? '');
          tell({ outcome, steps, ms: performance.now() - began });
        });
        if (place) watching.observe(place, { attributes: true, attributeFilter: ['data-outcome'] });
        place?.querySelector('button')?.click();
      }),
  );
};

/** The whole log by `sangto/tlog` in the page: signature, every tile, every entry. Entries that hash, or why not. */
export const auditIn = async (page: Page, { vkey, base }: Pick<AnyLog, 'vkey' | 'base'>): Promise<number | string> => {
  // Words and not code, or whoever transforms this file would take the import for their own.
  const kit = (await page.evaluateHandle(`import('/kit/tlog.js')`)) as JSHandle<Kit>;
  return page.evaluate(
    async ({ kit, vkey, base }) => {
      const read = async (path: string) => {
        const reply = await fetch(`${base}/${path}`, { cache: 'no-store' });
        return reply.ok ? new Uint8Array(await reply.arrayBuffer()) : undefined;
      };
      const key = kit.parseVerifierKey(vkey);
      if (!key.ok) return key.error.code;
      const checkpoint = (await read('checkpoint')) ?? '';
      const opened = await kit.openCheckpoint(checkpoint, { log: [key.value], verify: kit.verifyEd25519 });
      if (!opened.ok) return opened.error.code;
      const audited = await kit.auditLog(opened.value.checkpoint, read);
      return audited.ok ? audited.value.entries : audited.error.code;
    },
    { kit, vkey, base },
  );
};

type Kit = typeof import('../../src/kit/tlog/index.ts');
