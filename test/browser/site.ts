// A real instance with the sample content, and a real browser to look at it: one of each per test file.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import { type Env, serve, tempFolder, unlimited } from '../faults/shared/instance.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

export type Opened = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever no page may do, as it happens: see watch.ts. */
  readonly complaints: string[];
};

export type Site = {
  readonly address: string;
  /** The one-time link. */
  readonly operator: string;
  /** The one-time link that makes the first owner. */
  readonly owner: string;
  readonly data: string;
  readonly browser: Browser;
  /** A page in a context of its own, in the language of the browser. */
  readonly open: (lang?: UiLang, options?: BrowserContextOptions) => Promise<Opened>;
  /** The server ends, the browser stays. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const locales: Readonly<Record<UiLang, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Starts an instance on a temporary folder, and a browser. Throws, saying what to do, where nothing is built. */
export const openSite = async (env: Env = {}, more: readonly string[] = []): Promise<Site> => {
  if (!existsSync(join(import.meta.dirname, '../../dist/server/cli.js')))
    throw new Error('these tests look at the built program: run `npm run build` first (`npm test` does it by itself)');
  const { folder, remove } = await tempFolder();
  const data = join(folder, 'data');
  const [started, launched] = await Promise.allSettled([
    serve(data, ['--demo', ...more], { ...unlimited, ...env }),
    openBrowser(flags),
  ]);
  const close = async () => {
    if (launched.status === 'fulfilled') await launched.value.close();
    if (started.status === 'fulfilled') await started.value.stop();
    await remove();
  };
  if (started.status === 'rejected' || launched.status === 'rejected') {
    await close();
    throw started.status === 'rejected' ? started.reason : (launched as PromiseRejectedResult).reason;
  }
  const { address, operator, owner } = started.value;
  const browser = launched.value;
  return {
    address,
    operator,
    owner: owner ?? '',
    data,
    browser,
    open: async (lang = 'vi', options = {}) => {
      const context = await browser.newContext({ baseURL: address, locale: locales[lang], ...options });
      const complaints = await watch(context, address);
      return { page: await context.newPage(), context, complaints };
    },
    stop: async () => {
      await started.value.stop();
    },
    close,
  };
};
