// What stands on the page of wordings after a week, and the page as it refuses one.
import type { Page } from 'playwright-core';
import type { Id } from '../../src/base/ids.ts';
import { type Member, proposeAlias, removeAlias, settleAlias } from '../../src/desk/index.ts';
import type { DeskServer } from '../desk/desk-server.ts';

/** Wordings of one check as a week leaves them: two that wait, one that was declined, one in use, one taken away. */
export const wordingsOf = async (
  { world, team: { reviewer, editor, owner } }: DeskServer,
  check: Id,
): Promise<void> => {
  const proposed = async (by: Member, text: string) => {
    const done = await proposeAlias(world, by, { check, lang: 'vi', text });
    if (!done.ok) throw new Error(`${text}: ${done.error.code}`);
    return done.value;
  };
  await proposed(editor, 'bé sơ sinh uống mật ong pha nước ấm cho mát ruột');
  await proposed(owner, 'rơ lưỡi cho trẻ bằng mật ong');
  await settleAlias(world, owner, await proposed(reviewer, 'mật ong thay sữa cho bé'), 'declined');
  for (const text of ['cho trẻ dưới một tuổi nếm mật ong', 'mật ong chữa ho cho trẻ mới sinh'])
    await settleAlias(world, owner, await proposed(editor, text), 'confirmed');
  const gone = (await world.aliases.list(99)).aliases.find(({ text }) => text.startsWith('mật ong chữa ho'));
  await removeAlias(world, gone!.id);
};

/** A check that is not there. */
export const refusedWording = async (page: Page): Promise<void> => {
  await page.goto('/operator/wordings');
  await page.locator('[name=check]').fill('khong-co-bai-nay');
  await page.locator('[name=text]').fill('mật ong tốt cho trẻ sơ sinh');
  await page.locator('form.import button').click();
  await page.locator('[role=alert]').waitFor();
};
