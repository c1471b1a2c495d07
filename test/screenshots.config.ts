// Draws the pages of the desk, not a test of anything: `node test/screenshots.ts FOLDER` runs it.
import { defineConfig } from 'vitest/config';
import base from '../vitest.config.ts';

export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/browser/desk-screenshots.ts'], testTimeout: 3_600_000 },
});
