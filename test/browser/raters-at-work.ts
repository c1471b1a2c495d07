// People who rate, and what the team does with what they say: proposals in every state, an answer to a standing, a first look.
import { sql } from 'drizzle-orm';
import { dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import {
  cutStandings,
  decideStandingAnswer,
  proposeAsRater,
  type RaterHere,
  rateCheck,
  settleProposal,
  weighProposal,
  writeStandingAnswer,
} from '../../src/desk/index.ts';
import { raterLinkCode } from '../../src/desk/rater-link.ts';
import { conclusion } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { at, type DeskPlace, sentEmpty } from './desk-place.ts';

/** Gives the pages where it shows. */
export const ratersAtWork = async ({ world, database, team }: DeskServer): Promise<readonly DeskPlace[]> => {
  const { reviewer, editor, owner } = team;
  const rater = { id: world.newId(), admittedOn: dayOf(world.now()) };
  const lookup = world.keyed('rater', 'an');
  await world.raters.invite({ id: rater.id, lookup, on: rater.admittedOn });
  const quarter = quarterOf(rater.admittedOn);
  const here: RaterHere = { rater, quarter, pseudonym: await world.pseudonymKeys.pseudonymOf(quarter, rater.id) };
  const [check] = await database.all<{ id: Id }>(sql`select id from checks where slug = ${conclusion.slug}`);
  if (check === undefined) throw new Error('nothing to rate');
  const to = { check: check.id };

  const proposed = async (given: { kind: string; says: string; url?: string }): Promise<Id> => {
    const made = await proposeAsRater(world, here, { ...given, to, lang: 'vi' });
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  };
  const evidence = { kind: 'evidence', says: 'Số liệu năm 2025 của cơ quan thống kê cũng cho thấy như vậy.' };
  const accepted = await proposed({ ...evidence, url: 'https://so-lieu.example/nam-2025' });
  await weighProposal(world, editor, accepted, { as: 'accepted', reason: null });
  await settleProposal(world, reviewer, accepted, 'agreed');
  const refused = await proposed({ kind: 'wording', says: 'Nên viết “giảm” thay vì “giảm mạnh” ở câu thứ hai.' });
  await weighProposal(world, editor, refused, { as: 'declined', reason: 'there-already' });
  await settleProposal(world, reviewer, refused, 'agreed');
  const weighed = await proposed({
    ...evidence,
    url: 'https://mot-ten-mien-rat-dai-de-thu-xem-co-tran-khong.example/a',
  });
  await weighProposal(world, editor, weighed, { as: 'declined', reason: 'source-weak' });
  await proposed({ kind: 'context', says: 'Ở vùng núi người ta dùng cách khác, nên con số chung có thể gây nhầm.' });

  await rateCheck(world, here, { check: check.id, level: 'not', reasons: ['taking-sides'] });
  await cutStandings({ ...world, now: () => new Date(world.now().getTime() + 600_000) }, '0.1.0');
  const says = {
    vi: 'Chúng tôi đã đọc các đánh giá. Nguồn thứ hai được thêm vào sau khi nhiều người nói còn thiếu.',
    en: 'We have read the ratings. The second source was added after many said that one was missing.',
  };
  const answered = await writeStandingAnswer(world, editor, { check: conclusion.slug, says });
  if (!answered.ok) throw new Error(answered.error.code);
  await decideStandingAnswer(world, owner, answered.value, 'agreed');
  await writeStandingAnswer(world, editor, { check: conclusion.slug, says });
  world.soFars.put({
    take: () => false,
    of: (id) => (id === check.id ? { says: 'other-side', raters: 15 } : undefined),
    sideOf: () => undefined,
  });

  let opened = 0;
  const asRater = (name: string, path: string): DeskPlace => ({
    name,
    who: null,
    open: async (page, lang) => {
      // A link works once: each is of another second.
      const code = raterLinkCode(world.keyed, lookup, new Date(world.now().getTime() + ++opened * 1000));
      await page.goto(`/${lang}/rate/open?code=${code}`);
      await page.locator('main form button').click();
      await page.locator('#pseudonym').waitFor();
      await page.goto(`/${lang}${path}`);
      await page.locator('main .rate').waitFor();
    },
  });
  return [
    at('check-rated', null, `/checks/${conclusion.slug}`),
    asRater('rate-home', '/rate'),
    asRater('rate-check', `/rate/checks/${conclusion.slug}`),
    asRater('rate-propose', `/rate/checks/${conclusion.slug}/propose`),
    at('log-proposals', null, '/log?kind=proposal-accepted'),
    at('desk-raters', 'owner', '/desk/raters'),
    at('desk-raters-own', 'editor', '/desk/raters'),
    at('desk-raters-reviewer', 'reviewer', '/desk/raters'),
    sentEmpty('desk-raters-refused', 'editor', '/desk/raters', '#answers ~ form'),
  ];
};
