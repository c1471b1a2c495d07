// What was typed and never arrived, kept in this browser's database, which outlives the page, the tab and the browser.

/** What was typed and over which state; kept until the server says that it has it. */
type Kept = { readonly key: string; readonly text: string; readonly base: number };

export type KeptTexts = {
  readonly put: (kept: Kept) => Promise<void>;
  readonly get: (key: string) => Promise<Kept | undefined>;
  readonly forget: (key: string) => Promise<void>;
};

/**
 * IndexedDB, because it hands each text to the system at once: what localStorage took in the last seconds is gone when the
 * browser is killed. Where it is not allowed, nothing is kept here and saving goes on.
 */
export async function openKept(): Promise<KeptTexts> {
  const database = await new Promise<IDBDatabase | undefined>((tell) => {
    try {
      const opening = indexedDB.open('sangto-drafts', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('typed', { keyPath: 'key' });
      opening.onsuccess = () => tell(opening.result);
      opening.onerror = () => tell(undefined);
    } catch {
      tell(undefined);
    }
  });
  const run = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> =>
    new Promise((tell) => {
      if (!database) return tell(undefined);
      const request = work(database.transaction('typed', mode).objectStore('typed'));
      request.onsuccess = () => tell(request.result);
      request.onerror = () => tell(undefined);
    });
  // One text of a field is written at a time, the newest: a fast hand must not leave a queue behind that a crash takes.
  const next = new Map<string, Kept>();
  const writing = new Map<string, Promise<void>>();
  const write = async (key: string): Promise<void> => {
    for (let kept = next.get(key); kept; kept = next.get(key)) {
      next.delete(key);
      const now = kept;
      await run('readwrite', (store) => store.put(now));
    }
    writing.delete(key);
  };
  return {
    put: (kept) => {
      next.set(kept.key, kept);
      const done = writing.get(kept.key) ?? write(kept.key);
      writing.set(kept.key, done);
      return done;
    },
    get: (key) => run<Kept | undefined>('readonly', (store) => store.get(key)),
    forget: async (key) => {
      next.delete(key);
      await writing.get(key);
      // Typed on while that was awaited: the newer text stays.
      if (!next.has(key) && !writing.has(key)) await run('readwrite', (store) => store.delete(key));
    },
  };
}
