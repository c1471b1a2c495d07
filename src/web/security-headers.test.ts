import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

test('ASVS 3.4.1: strict transport is asked for only where the site is served over https', () => {
  expect(securityHeaders('https://a.example')['strict-transport-security']).toBeDefined();
  expect(securityHeaders('http://localhost:3000')['strict-transport-security']).toBeUndefined();
});
