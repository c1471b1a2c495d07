// A check with everything that can come after publication: answers of those concerned, a source that went, appeals.
import { sql } from 'drizzle-orm';
import { addEvidence, noteReply, openAppeal, publishDecided, reviewSubmission } from '../../src/desk/index.ts';
import { answerByTwo } from '../desk/by-two.ts';
import { handIn, type ReadyCase, readyCase } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { changedTexts } from './a-days-work.ts';

type Post = (
  who: DeskServer['team']['owner'],
  path: string,
  fields: Readonly<Record<string, string>>,
) => Promise<string>;

export type Heard = ReadyCase & {
  readonly slug: string;
  /** Upheld, and nothing has come of it. */
  readonly upheld: string;
  /** Came when too many did, and nobody has looked. */
  readonly unlooked: string;
  /** Changes the evidence and waits for a second person. */
  readonly correction: string;
};

const slug = 'da-lanh';

export const heardCheck = async (desk: DeskServer, post: Post): Promise<Heard> => {
  const { team, world, database } = desk;
  const { checker, reviewer, owner, editor } = team;
  const ready = await readyCase(database, { writer: checker, approver: reviewer }, 'Tắm nước lạnh chữa khỏi cảm cúm');
  const asks = async (asked: string, dueOn: string) => {
    const typed = { step: 'asked', asked, way: 'công văn', askedOn: '2026-11-10', dueOn } as const;
    const done = await noteReply(world, checker, ready.id, typed);
    if (!done.ok) throw new Error(done.error.code);
    return done.value.id;
  };
  const said = async (reply: Awaited<ReturnType<typeof asks>>, words: Readonly<Record<string, string>>, on: string) => {
    await noteReply(world, checker, ready.id, { step: 'said', reply, said: words, on });
  };
  const first = await asks('Phòng truyền thông, Bệnh viện A', '2026-11-15');
  const late = await asks('Viện Nghiên cứu Nước, viện trưởng', '2026-11-16');
  await asks('Bộ Y tế', '2026-12-30');
  await said(
    first,
    { vi: 'Chúng tôi chưa bao giờ khuyên tắm nước lạnh để chữa cúm.', en: 'We never advised cold baths against flu.' },
    '2026-11-14',
  );
  const agreed = async (id: string) => {
    const found = (await world.decisions.submission(id as ReadyCase['id']))!;
    const read = { outcome: 'approved', contentHash: found.contentHash, reason: '', remarks: [] } as const;
    const done = await reviewSubmission(world, reviewer, found.id, read);
    if (!done.ok) throw new Error(done.error.code);
    await publishDecided(world);
  };
  await agreed((await handIn(world, checker, ready, { slug })).id);
  const source = {
    ...{ kind: 'page', url: 'https://cochrane.example/cold', title: 'Cold baths: a review', publisher: 'Cochrane' },
    ...{ lang: 'en', stance: 'refutes', interest: 'independent' },
  };
  const shows = { vi: 'Tám thử nghiệm, không thử nghiệm nào thấy khỏi.', en: 'Eight trials, none found a cure.' };
  const texts = { ...(await changedTexts(desk, ready.number)), verdict: 'false' };
  const corrected = await post(checker, `/cases/${ready.number}/correct`, {
    ...texts,
    'evidence.remove.0': 'yes',
    ...Object.fromEntries(Object.entries(source).map(([name, text]) => [`evidence.add.0.${name}`, text])),
    'evidence.add.0.shows.vi': shows.vi,
    'evidence.add.0.shows.en': shows.en,
  });
  await agreed(corrected.split('/').at(-1) ?? '');
  await said(late, { vi: 'Viện không có nghiên cứu nào như vậy.' }, '2026-11-19');
  const more = { ...source, url: 'https://vien.example/bao-cao', title: 'Báo cáo năm 2026', publisher: 'Viện Vệ sinh' };
  const gathered = await addEvidence(world, checker, ready.id, { ...more, shows, file: null });
  if (!gathered.ok) throw new Error(gathered.error.code);
  const [check] = await database.all<{ id: ReadyCase['id'] }>(sql`select id from checks where slug = ${slug}`);
  const appeal = async (text: string) => {
    const about = { kind: 'check', id: check!.id } as const;
    const given = { about, lang: 'vi', reason: 'missing-evidence', text, links: '', once: null };
    const opened = await openAppeal(world, given, 14);
    if (!opened.ok) throw new Error(opened.error.code);
    const [made] = await database.all<{ id: ReadyCase['id'] }>(sql`select id from appeals where text = ${text}`);
    return made!.id;
  };
  const upheld = await appeal('Bài bỏ sót một thử nghiệm năm 2025.');
  const reasons = { vi: 'Đúng, chúng tôi đã bỏ sót.', en: 'Yes, we missed it.' };
  const done = await answerByTwo(world, [owner, editor], { appeal: upheld, outcome: 'upheld', reasons });
  if (!done.ok) throw new Error(done.error.code);
  const correction = await post(checker, `/cases/${ready.number}/correct`, {
    ...(await changedTexts(desk, ready.number)),
    'evidence.take.0': gathered.value.id,
    replies: 'yes',
  });
  return { ...ready, slug, upheld, unlooked: await appeal('Nguồn thứ nhất không nói như bài viết.'), correction };
};

/** On a published case: a source that was gathered since, and an answer of somebody who was asked since. */
export const gatherSince = async ({ world, team: { checker } }: DeskServer, { id }: ReadyCase): Promise<void> => {
  const added = await addEvidence(world, checker, id, {
    ...{ kind: 'call', title: 'Gọi bác sĩ tai mũi họng', publisher: 'Bệnh viện B', stance: 'context' },
    ...{ interest: 'independent', shows: { vi: 'Nước đá chỉ làm rát họng sẵn có.' }, file: null },
  });
  const asked = await noteReply(world, checker, id, { step: 'asked', asked: 'Bệnh viện B', way: 'thư' });
  if (!added.ok || !asked.ok) throw new Error('the case takes nothing in');
  const said = { vi: 'Chúng tôi đồng ý với bài.' };
  await noteReply(world, checker, id, { step: 'said', reply: asked.value.id, said });
};
