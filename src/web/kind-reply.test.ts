import { expect, test } from 'vitest';
import { ownCheck } from '../../test/in-memory/made-checks.ts';
import { testServer } from '../../test/in-memory/server.ts';
import { kindForms } from '../core/kind-reply.ts';

const at = testServer();
at.world.add(ownCheck(at.world, { slug: 'nuoc-chanh', claim: 'Uống nước chanh nóng chữa được ung thư.' }));

const messageOf = (page: string) => /<textarea class="kind-message"[^>]*>([^<]*)<\/textarea>/.exec(page)?.[1] ?? '';

test('every form of address has its own page, which works without script and may not be indexed', async () => {
  const seen = new Set<string>();
  for (const { name } of kindForms('vi')) {
    const response = await at.get(`/vi/checks/nuoc-chanh/reply?to=${name}`);
    expect(response.status, name).toBe(200);
    const page = await response.text();
    expect(page).toContain('<meta name="robots" content="noindex"');
    expect(messageOf(page)).toContain('https://kiemchung.example/vi/checks/nuoc-chanh');
    seen.add(messageOf(page));
  }
  expect(seen.size).toBe(kindForms('vi').length);
});

test('the page speaks the language of its address, and an unknown form is nobody’s', async () => {
  expect(messageOf(await (await at.get('/en/checks/nuoc-chanh/reply?to=friends')).text())).toMatch(
    /^Thanks for sending me this!/,
  );
  const neutral = messageOf(await (await at.get('/vi/checks/nuoc-chanh/reply')).text());
  expect(neutral).toMatch(/^Cảm ơn đã gửi tin này\./);
  expect(messageOf(await (await at.get('/vi/checks/nuoc-chanh/reply?to=%3Cscript%3E')).text())).toBe(neutral);
  expect((await at.get('/vi/checks/khong-co/reply')).status).toBe(404);
});

test('a check and a sure answer lead to it', async () => {
  expect(await (await at.get('/vi/checks/nuoc-chanh')).text()).toContain('/vi/checks/nuoc-chanh/reply?to=con-me');
  const asked = new URLSearchParams({ text: 'Uống nước chanh nóng chữa được ung thư.' });
  const answer = await at.ask('POST', '/vi/ask', asked);
  expect(await answer.text()).toContain('href="/vi/checks/nuoc-chanh/reply"');
});
