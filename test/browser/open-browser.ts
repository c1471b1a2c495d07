// One way to a browser for every test that looks at pages.
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../browser.ts';

const flags = ['--no-sandbox', '--disable-gpu'];

/** How long anything is waited for. A test says what happens, not how fast: a busy machine may take its time. */
export const patienceMs = 60_000;

/** A Chromium without a window, every page of which is waited for patiently. Whoever opens it closes it. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...flags, ...more] });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(patienceMs);
    return context;
  };
  return browser;
};
