// What a day leaves on a desk: somebody asks, a case fills up, a public check is corrected.
import { sql } from 'drizzle-orm';
import type { Role } from '../../src/core/rights.ts';
import { parseTip } from '../../src/core/tip.ts';
import { addEvidence, match, receive, remark, triage } from '../../src/desk/index.ts';
import type { MadeCase } from '../desk/a-case.ts';
import type { DeskServer } from '../desk/desk-server.ts';

/** Somebody asks something new; gives their ticket, and the case that it became. */
export const asksAbout = async (
  { world, database }: DeskServer,
  text: string,
): Promise<{ readonly ticket: string; readonly number: number; readonly text: string }> => {
  const tip = parseTip({ text, lang: 'vi' }, 'web');
  if (!tip.ok) throw new Error(tip.error.code);
  const received = await receive(world, await match(world, tip.value), null);
  if (!received.ok || received.value.ticket === null) throw new Error('no ticket was given');
  await triage(world);
  const [made] = await database.all<{ number: number }>(sql`select number from cases where title = ${text}`);
  return { ticket: received.value.ticket, number: made?.number ?? 0, text };
};

type Post = (who: DeskServer['team'][Role], path: string, fields: Readonly<Record<string, string>>) => Promise<string>;

/** Everything that can stand on a case: searches, evidence, a wording that waits, two texts of one field, talk, tasks, a reply. */
export const fillCase = async ({ team, world }: DeskServer, { id, number }: MadeCase, post: Post): Promise<void> => {
  const { checker, reviewer, trainee } = team;
  const on = `/cases/${number}`;
  await post(checker, `${on}/take`, { to: 'me' });
  await post(checker, `${on}/wordings`, { 'wording.vi': 'Nước lá đu đủ chữa khỏi sốt xuất huyết' });
  await post(checker, `${on}/searches`, {
    where: 'PubMed',
    query: 'papaya leaf dengue',
    on: '2026-11-19',
    'found.vi': 'Vài nghiên cứu nhỏ, không có nhóm đối chứng.',
  });
  const added = await addEvidence(world, checker, id, {
    kind: 'page',
    url: 'https://moh.gov.vn/dengue',
    title: 'Hướng dẫn chẩn đoán và điều trị sốt xuất huyết Dengue',
    publisher: 'Bộ Y tế',
    lang: 'vi',
    shows: {
      vi: 'Không có thuốc đặc trị; lá đu đủ không nằm trong phác đồ.',
      en: 'No specific medicine exists; papaya leaves are not in the protocol.',
    },
    stance: 'refutes',
    interest: 'party',
    accessedOn: '2026-11-19',
    quotation: 'Hiện chưa có thuốc điều trị đặc hiệu.',
    locator: 'trang 12',
    file: null,
  });
  if (!added.ok) throw new Error(added.error.code);
  await post(checker, `${on}/drafts`, { 'vi.known.base': '0', 'vi.known': 'Không có **thuốc đặc trị**.' });
  await post(reviewer, `${on}/drafts`, { 'vi.known.base': '0', 'vi.known': 'Chưa có thuốc đặc trị.' });
  await post(trainee, `${on}/remarks`, { text: `@${reviewer.name} xem giúp đoạn này nhé?`, about: 'vi.known' });
  const settled = await remark(world, checker, id, { text: 'Đã hỏi Sở Y tế.', passage: null });
  if (!settled.ok) throw new Error(settled.error.code);
  await post(checker, `${on}/remarks/${settled.value.id}/settle`, {});
  await post(checker, `${on}/tasks`, { text: 'Gọi Viện Pasteur', for: reviewer.id });
  await post(checker, `${on}/replies`, { asked: 'Bộ Y tế', way: 'thư', askedOn: '2026-11-19', dueOn: '2026-11-25' });
  await post(checker, `${on}/interest`, { concerned: '1', explain: 'Chị tôi làm ở Bộ Y tế.' });
};

/** A correction of a public check, as its form sends it. */
export const changedTexts = async (
  { world }: DeskServer,
  number: number,
): Promise<Readonly<Record<string, string>>> => {
  const { check } = (await world.decisions.caseByNumber(number)) ?? {};
  const texts = Object.entries(check?.texts ?? {}).flatMap(([lang, text]) =>
    Object.entries(text).map(([field, words]) => [`text.${lang}.${field}`, words] as const),
  );
  return {
    ...Object.fromEntries(texts),
    kind: 'correction',
    verdict: 'missing-context',
    asOf: '2026-11-20',
    reviewBy: '2027-11-20',
    'explain.vi': 'Chúng tôi đã bỏ sót một nghiên cứu.',
    'explain.en': 'We missed a study.',
    'text.vi.short': 'Có bằng chứng nhưng rất yếu.',
  };
};
