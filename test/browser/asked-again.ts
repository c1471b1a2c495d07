// Requests to look again as a day leaves them: open, answered by two, put into other words, and one that nobody may answer.
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../../src/base/ids.ts';
import { agreeToAnswer } from '../../src/desk/index.ts';
import { conclusion } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { changedTexts } from './a-days-work.ts';
import { at, type DeskPlace, sentEmpty } from './desk-place.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

type Post = (
  who: DeskServer['team']['owner'],
  path: string,
  fields: Readonly<Record<string, string>>,
) => Promise<string>;

/** `over`, `noted`: numbers of cases with a check or note that is over, and with notes. */
type Public = { readonly over: number; readonly noted: number; readonly explainer: string };

/** Asks against the checks, background and notes that are public; gives how one asks, and where it shows. */
export const askedAgain = async (desk: DeskServer, post: Post, { over, noted, explainer }: Public) => {
  const { team, world, database } = desk;
  const { reviewer, editor, owner } = team;
  const check = `/checks/${conclusion.slug}`;
  const appealsOf = async (condition: SQL) =>
    (await database.all<{ id: string }>(sql`select a.id from appeals a where ${condition} order by a.id`)).map(
      ({ id }) => id,
    );
  /** Whoever may agrees to what was put forward. */
  const saidByTwo = async (appeal: string | undefined) => {
    const id = appeal as Id;
    const words = (await world.appeals.appeal(id))?.proposed[0];
    for (const who of [editor, reviewer])
      if (words && (await agreeToAnswer(world, who, { appeal: id, proposed: words.id })).ok) return;
    throw new Error('nobody agrees');
  };
  const asks = async (path: string, fields: Readonly<Record<string, string>>) => {
    const reply = await desk.as(owner, 'POST', `/vi${path}`, form(fields));
    if (reply.status !== 303) throw new Error(`${path}: ${reply.status}`);
    return (reply.headers.get('location') ?? '').replace(/^\/vi/, '');
  };
  const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.', links: 'https://who.int/news', email: '' };
  const followed = await asks(`${check}/appeal`, appeal);
  await asks(`${check}/appeal`, { ...appeal, text: 'Thiếu một nghiên cứu mới.', reason: 'missing-evidence' });
  const [open, answered] = await database.all<{ id: string }>(sql`select id from appeals order by id`);
  await post(owner, `/appeals/${answered?.id}`, {
    outcome: 'partly',
    'reasons-vi': 'Chúng tôi đã thêm nghiên cứu này; kết luận không đổi.',
    'reasons-en': 'We have added this study; the verdict is the same.',
  });
  await saidByTwo(answered?.id);
  // Other words wait for the answered one, and an answer for the open one; of another, what it said before stands beside it.
  const otherWords = {
    ...{
      'reasons-vi': 'Chúng tôi đã thêm nghiên cứu năm 2025; kết luận không đổi.',
      'why-vi': 'Câu cũ không nói năm nào.',
    },
    ...{
      'reasons-en': 'We have added the study of 2025; the verdict is the same.',
      'why-en': 'It did not say which year.',
    },
  };
  await post(owner, `/appeals/${answered?.id}/correct`, otherWords);
  await saidByTwo(answered?.id);
  await post(owner, `/appeals/${answered?.id}/correct`, { ...otherWords, 'reasons-vi': 'Kết luận không đổi.' });
  // All who may answer have had a hand in this one.
  for (const who of [editor, owner]) {
    const handed = await post(who, `/cases/${over}/correct`, await changedTexts(desk, over));
    await post(who, `${handed.replace('/desk', '')}/take-back`, {});
  }
  await asks('/checks/nuoc-da/appeal', appeal);
  const [orphan] = await database.all<{ id: string }>(sql`
    select a.id from appeals a join checks c on c.id = a.check_id where c.slug = 'nuoc-da'`);
  // Background and a note are appealed as well; one of them is answered.
  const ofBackground = `/explainers/${explainer}`;
  const ofNote = `/notes/${noted}`;
  const followedBackground = await asks(`${ofBackground}/appeal`, appeal);
  await asks(`${ofBackground}/appeal`, { ...appeal, text: 'Thiếu bối cảnh về người già.', reason: 'missing-context' });
  await asks(`${ofNote}/appeal`, { ...appeal, text: 'Cầu chỉ đóng cửa ban đêm.' });
  const [openBackground, answeredBackground] = await appealsOf(sql`a.explainer_id is not null`);
  const [openNote] = await appealsOf(sql`a.note_case_id is not null`);
  await post(owner, `/appeals/${answeredBackground}`, {
    outcome: 'upheld',
    'reasons-vi': 'Đúng vậy; chúng tôi sẽ viết thêm.',
    'reasons-en': 'That is right; we will add it.',
  });
  await saidByTwo(answeredBackground);
  await post(owner, `/appeals/${openBackground}`, {
    ...{ outcome: 'not-upheld', 'reasons-vi': 'Nguồn vẫn đúng.', 'reasons-en': 'The source still holds.' },
  });
  const places: readonly DeskPlace[] = [
    at('appeal', 'owner', `/desk/appeals/${open?.id}`),
    at('appeal-own', 'reviewer', `/desk/appeals/${open?.id}`),
    at('appeal-explainer', 'owner', `/desk/appeals/${openBackground}`),
    at('appeal-explainer-answered', 'owner', `/desk/appeals/${answeredBackground}`),
    at('appeal-note', 'owner', `/desk/appeals/${openNote}`),
    at('explainer-appealed', null, ofBackground),
    at('note-appealed', null, ofNote),
    at('appeal-form-explainer', null, `${ofBackground}/appeal`),
    sentEmpty('appeal-form-explainer-refused', null, `${ofBackground}/appeal`, 'form.asked-form'),
    at('appeal-form-note', null, `${ofNote}/appeal`),
    at('appeal-followed-explainer', null, followedBackground),
    at('appeal-nobody', 'owner', `/desk/appeals/${orphan?.id}`),
    at('appeal-form-nobody', null, '/checks/nuoc-da/appeal'),
    at('appeal-answered', 'owner', `/desk/appeals/${answered?.id}`),
    at('appeal-agree', 'editor', `/desk/appeals/${answered?.id}`),
    sentEmpty('appeal-correct-refused', 'owner', `/desk/appeals/${answered?.id}`, 'form[action$="/correct"]'),
    at('appeal-followed', null, followed),
  ];
  return { asks, places };
};
