// Cases that ended, or conclude nothing: what one person closed, what is about ourselves, and what was wrongly declined.
import type { Id } from '../../src/base/ids.ts';
import {
  agreeToAnswer,
  answerAppeal,
  openAppeal,
  publishDecided,
  reviewSubmission,
  submitWords,
} from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { at, type DeskPlace } from './desk-place.ts';

const reasons = { vi: 'Có giấy phép ghi ngày dời.', en: 'A permit names the day.' };

export const endedCases = async (desk: DeskServer): Promise<readonly DeskPlace[]> => {
  const { team, world, database } = desk;
  const { checker, reviewer, editor, owner } = team;
  const post = async (number: number, deed: string, fields: Readonly<Record<string, string>>) => {
    const form = new URLSearchParams(fields);
    const reply = await desk.as(checker, 'POST', `/vi/desk/cases/${number}/${deed}`, form);
    if (reply.status !== 303) throw new Error(`${deed}: ${reply.status}`);
  };
  const asked = (title: string) => makeCase(database, { title, variants: [{ text: title, asked: 2 }] });
  const ours = await asked('Tòa soạn này nhận tiền của hãng nước ngọt');
  await post(ours.number, 'ourselves', { about: 'yes' });
  await post(ours.number, 'ourselves', { about: 'no' });
  const spam = await asked('Mua thuốc giảm cân giá rẻ');
  await post(spam.number, 'close', { as: 'spam', because: 'other', words: 'Cùng một lời rao gửi hai mươi lần.' });

  const declined = await asked('Trạm xe buýt ở phố ấy sẽ dời');
  const claim = { vi: 'Trạm xe buýt ở phố ấy sẽ dời sang bờ hồ', en: 'The bus stop will move to the lake' };
  const explain = { vi: 'Chưa ai biết được.', en: 'Nobody can know.' };
  const words = { kind: 'closing', reason: 'prediction', claim, explain } as const;
  const handed = await submitWords(world, checker, declined.number, words);
  if (!handed.ok) throw new Error(handed.error.code);
  const { contentHash } = (await world.decisions.submission(handed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  await reviewSubmission(world, reviewer, handed.value, yes);
  await publishDecided(world);
  const about = { kind: 'case', id: declined.id } as const;
  const doubts = { reason: 'wrongly-declined', text: 'Có giấy phép rồi.', links: '', once: null, lang: 'vi' };
  const opened = await openAppeal(world, { ...doubts, about }, 14);
  if (!opened.ok) throw new Error(opened.error.code);
  const appeal = (await world.appeals.against(about))[0]?.id as Id;
  const proposed = await answerAppeal(world, editor, { appeal, outcome: 'upheld', reasons }, ['vi', 'en']);
  if (!proposed.ok) throw new Error(proposed.error.code);
  await agreeToAnswer(world, owner, { appeal, proposed: proposed.value });
  return [
    at('case-ourselves', 'checker', `/desk/cases/${ours.number}`),
    at('case-ourselves-asked', 'editor', `/desk/cases/${ours.number}`),
    at('case-closed-spam', 'reviewer', `/desk/cases/${spam.number}`),
    at('case-taken-up', 'owner', `/desk/cases/${declined.number}`),
    at('declined-rightly-asked', null, '/declined'),
  ];
};
