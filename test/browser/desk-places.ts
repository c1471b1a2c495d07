// Every page of the desk and the public pages around it, as full of work as a day leaves them, and how one gets there.
import { sql } from 'drizzle-orm';
import type { Role } from '../../src/core/rights.ts';
import { noteReply, proposeTemplate, replyToQuestion, submitExplainer } from '../../src/desk/index.ts';
import { type MadeCase, makeCase } from '../desk/a-case.ts';
import {
  colleague,
  conclusion,
  explainerTyped,
  handIn,
  publishedCase,
  publishedExplainer,
  readyCase,
} from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { asksAbout, changedTexts, fillCase } from './a-days-work.ts';
import { gatherSince, heardCheck } from './a-heard-check.ts';
import { refusedWording, wordingsOf } from './a-week-of-wordings.ts';
import { askedAgain } from './asked-again.ts';
import { askedFromOutside } from './asked-from-outside.ts';
import { brought } from './brought.ts';
import { asksForLink, at, atOperator, type DeskPlace, sentEmpty } from './desk-place.ts';
import { endedCases } from './ended-cases.ts';
import { laidPictures } from './laid-pictures.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

/** Gives a desk a day's work, and every page where it shows. */
export const deskPlaces = async (desk: DeskServer): Promise<readonly DeskPlace[]> => {
  const { team, world, database } = desk;
  const { checker, reviewer, editor, owner, trainee } = team;
  // The owner holds two passkeys.
  for (const [credential, usedOn] of [
    ['a'.repeat(22), '2026-11-19'],
    ['b'.repeat(22), null],
  ])
    await database.all(sql`
      insert into sign_in_passkeys (id, staff_id, credential, public_key, counter, added_on, used_on)
      values (gen_random_uuid(), ${owner.id}, ${credential}, ${Buffer.alloc(77)}, 0, '2026-11-02', ${usedOn})`);
  /** What a form of the desk does; gives where it leads. */
  const post = async (who: (typeof team)[Role], path: string, fields: Readonly<Record<string, string>>) => {
    const reply = await desk.as(who, 'POST', `/vi/desk${path}`, form(fields));
    if (reply.status !== 303)
      throw new Error(`${path}: ${reply.status} ${/<h1>.*/s.exec(await reply.text())?.[0].slice(0, 600)}`);
    return (reply.headers.get('location') ?? '').replace(/^\/vi/, '').replace(/[?#].*$/, '');
  };
  const [honey] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi', 'gao-lam-tu-nhua']);
  await wordingsOf(desk, honey!.id);

  const busy = await makeCase(database, {
    variants: [
      { text: 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết, ai cũng nên biết', asked: 3 },
      { text: 'lá đu đủ trị sốt xuất huyết có đúng không ạ', asked: 2 },
      { text: null, asked: 1 },
    ],
    days: [
      { day: '2026-11-17', asked: 1 },
      { day: '2026-11-18', asked: 4 },
      { day: '2026-11-20', asked: 1 },
    ],
  });
  const other = await makeCase(database, { title: 'Từ tối nay thành phố cắt nước ba ngày' });
  await fillCase(desk, busy, post);

  const ticket = await asksAbout(desk, 'Trạm xe buýt ở phố tôi sẽ dời sang bờ hồ vào tháng sau');
  const replied = await asksAbout(desk, 'Cầu Long Biên sẽ đóng cửa hai năm để sửa chữa lớn từ tháng tới');
  for (const { number } of [ticket, replied])
    await post(checker, `/cases/${number}/question`, { template: 'question-where' });
  const [asked0] = await database.all<{ id: string }>(
    sql`select q.id from case_questions q join cases c on c.id = q.case_id where c.number = ${replied.number}`,
  );
  for (const text of ['Trong nhóm chat của tổ dân phố, kèm ảnh một công văn.', 'Video có người bị chặt đầu'])
    await replyToQuestion(world, {
      ticket: text.startsWith('Trong') ? replied.ticket : (await asksAbout(desk, replied.text)).ticket,
      question: asked0?.id as MadeCase['id'],
      text,
    });

  const ready = await readyCase(database, { writer: checker, approver: reviewer });
  const waits = await readyCase(database, { writer: checker, approver: editor }, 'Tắm đêm gây đột quỵ ngay lập tức');
  const submitted = await handIn(world, checker, waits, { slug: 'tam-dem' });
  // Who wrote this one let the editor in yesterday.
  const newcomer = await colleague(database, 'checker');
  const kept = await readyCase(database, { writer: newcomer, approver: reviewer }, 'Tắm khuya làm rụng tóc');
  const apart = await handIn(world, newcomer, kept, { slug: 'tam-khuya' });
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${editor.id}, ${newcomer.id}, 'let-in', '2026-11-19')`);
  const refused = await readyCase(
    database,
    { writer: checker, approver: editor },
    'Ăn tỏi sống chữa khỏi bệnh tiểu đường',
  );
  const rejected = await handIn(world, checker, refused, { slug: 'an-toi' });
  await post(reviewer, `/reviews/${rejected.id}`, {
    outcome: 'rejected',
    hash: rejected.contentHash,
    'remark.vi.short': 'Chưa nói rõ liều lượng.',
  });
  const publicCase = await publishedCase(world, database, { writer: checker, reviewer }, {});
  const correction = await post(
    checker,
    `/cases/${publicCase.number}/correct`,
    await changedTexts(desk, publicCase.number),
  );
  const declined = await makeCase(database, { title: 'Phở Hà Nội ngon hơn phở Sài Gòn' });
  const closing = await post(checker, `/cases/${declined.number}/decline`, {
    reason: 'opinion',
    'claim.vi': 'Phở Hà Nội ngon hơn phở Sài Gòn',
    'claim.en': 'Pho in Hanoi tastes better than in Saigon',
    'explain.vi': 'Đây là ý thích của mỗi người.',
    'explain.en': 'This is a matter of taste.',
  });
  const agreed = async (path: string) => {
    const { contentHash } = (await world.decisions.submission(path.split('/').at(-1) as typeof submitted.id)) ?? {};
    // Boxes that a form does not have are taken as read.
    const read = { 'read.vi': 'on', 'read.en': 'on' };
    return post(reviewer, path.replace('/desk', ''), { outcome: 'approved', hash: contentHash ?? '', ...read });
  };
  await agreed(closing);

  const noted = await makeCase(database, { title: 'Cầu Long Biên đã đóng cửa' });
  const noteOf = {
    'claim.vi': 'Cầu Long Biên đã đóng cửa',
    'claim.en': 'Long Bien bridge is closed',
    'known.vi': 'Sở Giao thông nói cầu vẫn mở.\nHai người dân gửi ảnh rào chắn.',
    'known.en': 'The department says that the bridge is open.',
    'unknown.vi': 'Ảnh chụp khi nào.',
    'unknown.en': 'When the pictures were taken.',
    nextOn: '2026-11-20',
  };
  const firstNote = await post(checker, `/cases/${noted.number}/note`, noteOf);
  await agreed(firstNote);
  await agreed(
    await post(checker, `/cases/${noted.number}/note`, { ...noteOf, 'known.en': 'The bridge is open to bicycles.' }),
  );
  const over = await readyCase(database, { writer: checker, approver: reviewer }, 'Uống nước đá gây viêm họng');
  await agreed(
    await post(checker, `/cases/${over.number}/note`, { ...noteOf, 'claim.vi': 'Uống nước đá gây viêm họng' }),
  );
  await agreed(`/desk/reviews/${(await handIn(world, checker, over, { slug: 'nuoc-da' })).id}`);
  const early = await makeCase(database, { title: 'Sập cầu ở ngoại thành' });
  const waitingNote = await post(checker, `/cases/${early.number}/note`, noteOf);
  desk.setClock('2026-11-22T10:00:00Z');

  const { slug } = await publishedExplainer(world, { writer: checker, reviewer }, { checks: [conclusion.slug] });
  const background = { ...explainerTyped, slug: 'lam-nen', checks: [conclusion.slug] };
  const explainer = await submitExplainer(world, checker, null, background);
  const told = { kind: 'correction', explain: { vi: 'Đã viết thiếu.', en: 'We left something out.' } };
  const { vi, en } = explainerTyped.texts;
  const texts = {
    ...explainerTyped.texts,
    ...(vi && { vi: { ...vi, short: 'Muối giữ nước trong cơ thể.' } }),
    ...(en && { en }),
  };
  const corrected = { slug: 'muoi-va-nuoc', checks: [conclusion.slug] };
  await publishedExplainer(world, { writer: checker, reviewer }, corrected);
  await publishedExplainer(world, { writer: checker, reviewer }, { ...corrected, ...told, texts }, 'muoi-va-nuoc');
  const explained = await submitExplainer(world, checker, 'muoi-va-nuoc', { ...explainerTyped, ...told });
  const renamed = await post(editor, '/verdicts', { 'en.misleading': 'Leads astray', 'vi.misleading': 'Dễ hiểu lầm' });
  await agreed(renamed);
  const renaming = await post(editor, '/verdicts', { 'en.false': 'Not so', 'vi.false': 'Chưa đúng' });

  const tried = await post(trainee, '/practice', {});
  const second = await post(trainee, '/practice', {});
  await post(trainee, second.replace('/desk', ''), { step: 'checkable', checkable: 'yes' });
  await post(trainee, second.replace('/desk', ''), { step: 'evidence' });
  const third = await post(editor, '/practice', {});
  await post(editor, third.replace('/desk', ''), { step: 'checkable', checkable: 'yes' });
  const fourth = await post(checker, '/practice', {});
  for (const step of [
    { step: 'checkable', checkable: 'yes' },
    { step: 'evidence', 'independent-0': 'yes' },
    { step: 'verdict', verdict: 'misleading', short: 'Chờ bé đủ một tuổi.' },
  ])
    await post(checker, fourth.replace('/desk', ''), step as unknown as Record<string, string>);

  const declinedTries: string[] = [];
  const [of] = (await world.practice.candidates()).filter(({ verdict }) => verdict === null);
  for (const who of [trainee, editor]) {
    const tried = await post(who, '/practice', { of: of?.subject ?? '' });
    await post(who, tried.replace('/desk', ''), { step: 'checkable', checkable: 'yes' });
    declinedTries.push(tried);
  }
  await post(editor, (declinedTries[1] ?? '').replace('/desk', ''), {
    step: 'explain',
    short: 'Tùy khẩu vị mỗi người.',
  });

  const check = `/checks/${conclusion.slug}`;
  const { asks, places: appealed } = await askedAgain(desk, post, {
    over: over.number,
    noted: noted.number,
    explainer: slug,
  });
  const request = await asks('/your-data', { kind: 'see', text: 'Tôi muốn biết tòa soạn giữ gì về tôi.' });
  const [asked] = await database.all<{ id: string }>(sql`select id from data_requests`);
  const hookForm = form({ url: 'https://nhan.example/sangto', 'check.published': 'yes' });
  await desk.as(owner, 'POST', '/vi/desk/webhooks', hookForm);
  const [hook] = await world.webhooks.list();
  for (const [who, key] of [
    [editor, 'thanks'],
    [owner, 'crisis'],
  ] as const)
    await proposeTemplate(world, {
      actor: who,
      key,
      lang: 'vi',
      base: 0,
      text: 'Cảm ơn bạn đã hỏi trước khi chuyển tiếp.',
    });
  const invited = await desk.as(owner, 'POST', '/vi/desk/team/invitations', form({ role: 'checker', email: '' }));
  const code = /join\?code=([0-9a-zA-Z_-]+)/.exec(await invited.text())?.[1];

  // Somebody is asked for their side by letter: their own page is found by what only the letter holds.
  const stillOpen = await readyCase(
    database,
    { writer: checker, approver: reviewer },
    'Uống nước ấm lúc đói làm tan sỏi thận',
  );
  const byLetter = await noteReply(world, checker, stillOpen.id, {
    step: 'asked',
    asked: 'Bệnh viện A',
    way: 'thư',
    dueOn: '2026-11-27',
    email: 'bao.chi@bv-a.example',
    lang: 'vi',
  });
  if (!byLetter.ok) throw new Error(byLetter.error.code);
  const asideOf = `/replies/${world.keyed('reply', byLetter.value.id).slice(0, 32)}`;

  const ends = await makeCase(database, {
    title: 'Ngừng cấp nước ba ngày',
    variants: [{ text: 'Cắt nước?', asked: 4 }],
  });
  await post(checker, `/cases/${ends.number}/close`, { as: 'duplicate', of: conclusion.slug });
  const run = await brought(desk);
  const heard = await heardCheck(desk, post);
  await gatherSince(desk, over);
  const pictured = await laidPictures(desk, ready);
  const caseAt = (n: number) => `/desk/cases/${n}`;
  return [
    at('queue', 'checker', '/desk'),
    at('queue-narrowed', 'owner', '/desk?whose=mine'),
    at('new-case', 'checker', '/desk/new'),
    at('case', 'checker', caseAt(busy.number)),
    sentEmpty('case-refused', 'checker', caseAt(busy.number), 'form[action$="/evidence"]'),
    at('case-asked-back', 'checker', caseAt(replied.number)),
    at('ticket-asked', null, `/tickets/${ticket.ticket}`),
    at('ticket-replied', null, `/tickets/${replied.ticket}`),
    sentEmpty('ticket-asked-refused', null, `/tickets/${ticket.ticket}`, 'form[action*="/questions/"]'),
    at('case-closing', 'reviewer', caseAt(ends.number)),
    at('case-closing-own', 'checker', caseAt(ends.number)),
    atOperator('operator-second', 'owner', '/operator'),
    atOperator('operator-own', 'editor', '/operator'),
    atOperator('operator-run-held', 'owner', `/operator/imports/${run}`),
    ...pictured,
    at('case-fresh', 'trainee', caseAt(other.number)),
    at('case-ready', 'checker', caseAt(ready.number)),
    at('case-published', 'checker', caseAt(publicCase.number)),
    at('case-declined', 'checker', caseAt(declined.number)),
    at('close', 'checker', `${caseAt(other.number)}/close`),
    at('submit', 'checker', `${caseAt(ready.number)}/submit`),
    sentEmpty('submit-refused', 'checker', `${caseAt(ready.number)}/submit`, 'form.decide-form'),
    at('decline', 'checker', `${caseAt(other.number)}/decline`),
    at('note', 'checker', `${caseAt(other.number)}/note`),
    at('correct', 'editor', `${caseAt(publicCase.number)}/correct`),
    at('correct-open', 'editor', `${caseAt(over.number)}/correct`),
    sentEmpty('correct-refused', 'editor', `${caseAt(over.number)}/correct`, 'form.decide-form'),
    at('withdraw', 'editor', `${caseAt(publicCase.number)}/withdraw`),
    at('reviews', 'reviewer', '/desk/reviews'),
    at('reviews-apart', 'editor', '/desk/reviews'),
    { name: 'wordings', who: 'owner', open: (page) => page.goto('/operator/wordings') },
    { name: 'wordings-refused', who: 'editor', open: refusedWording },
    at('review', 'reviewer', `/desk/reviews/${submitted.id}`),
    at('review-apart', 'editor', `/desk/reviews/${apart.id}`),
    at('review-own', 'checker', `/desk/reviews/${submitted.id}`),
    at('review-override', 'owner', `/desk/reviews/${rejected.id}`),
    at('review-correction', 'reviewer', correction),
    at('review-declined', 'reviewer', closing),
    at('review-explainer', 'reviewer', `/desk/reviews/${explainer.ok ? explainer.value : ''}`),
    at('review-explainer-changed', 'reviewer', `/desk/reviews/${explained.ok ? explained.value : ''}`),
    at('review-labels', 'reviewer', renaming),
    at('desk-explainers', 'checker', '/desk/explainers'),
    at('explainer-new', 'checker', '/desk/new-explainer'),
    sentEmpty('explainer-refused', 'checker', '/desk/new-explainer', 'form.decide-form'),
    at('explainer-change', 'checker', `/desk/explainers/${slug}`),
    at('explainer-waits', 'checker', '/desk/explainers/muoi-va-nuoc'),
    at('explainer-withdraw', 'checker', `/desk/explainers/${slug}/withdraw`),
    at('labels-wait', 'editor', '/desk/verdicts'),
    at('review-sources', 'reviewer', heard.correction),
    at('case-heard', 'checker', caseAt(heard.number)),
    at('appeal-upheld', 'editor', `/desk/appeals/${heard.upheld}`),
    sentEmpty('appeal-settle-refused', 'editor', `/desk/appeals/${heard.upheld}`, 'form[action$="/settle"]'),
    at('appeal-to-look', 'editor', `/desk/appeals/${heard.unlooked}`),
    at('check-heard', null, `/checks/${heard.slug}`),
    at('review-note', 'reviewer', waitingNote),
    at('case-noted', 'checker', caseAt(noted.number)),
    at('note-again', 'checker', `${caseAt(noted.number)}/note`),
    at('notes', null, '/notes'),
    at('note-late', null, `/notes/${noted.number}`),
    at('note-over', null, `/notes/${over.number}`),
    at('explainers', null, '/explainers'),
    at('explainer', null, `/explainers/${slug}`),
    at('explainer-corrected', null, '/explainers/muoi-va-nuoc'),
    at('verdicts', null, '/verdicts'),
    at('appeals', 'owner', '/desk/appeals'),
    ...appealed,
    at('check-nobody', null, '/checks/nuoc-da'),
    at('data-request', 'owner', `/desk/data-requests/${asked?.id}`),
    at('practice', 'trainee', '/desk/practice'),
    at('practice-start', 'trainee', tried),
    at('practice-sources', 'editor', third),
    at('practice-verdict', 'trainee', second),
    at('practice-compared', 'checker', fourth),
    at('practice-declined', 'trainee', declinedTries[0] ?? ''),
    at('practice-declined-compared', 'editor', declinedTries[1] ?? ''),
    at('templates', 'editor', '/desk/templates'),
    at('template', 'editor', '/desk/templates/scam-victim'),
    at('template-own', 'editor', '/desk/templates/thanks'),
    at('template-waiting', 'reviewer', '/desk/templates/crisis'),
    at('tokens', 'checker', '/desk/account/tokens'),
    at('webhooks', 'owner', '/desk/webhooks'),
    at('webhook', 'owner', `/desk/webhooks/${hook?.id}`),
    at('team', 'owner', '/desk/team'),
    at('team-seen', 'trainee', '/desk/team'),
    at('account', 'owner', '/desk/account'),
    at('passkey-new', 'owner', '/desk/account/passkeys/new'),
    at('mailbox', 'owner', '/desk/mailbox'),
    at('mentions', 'reviewer', '/desk/mentions'),
    at('confirm', 'owner', '/confirm?next=%2Fvi%2Fdesk%2Fteam'),
    at('sign-in', null, '/sign-in'),
    at('sign-in-code', null, '/sign-in/code'),
    at('sign-in-recovery', null, '/sign-in/code?kind=recovery'),
    at('link-ask', null, '/sign-in/link'),
    { name: 'link-sent', who: null, open: asksForLink },
    at('link-open', null, '/sign-in/link/open?code=abc'),
    at('link-over', null, '/sign-in/link/open'),
    at('join', null, `/join?code=${code}`),
    ...[at('join-over', null, '/join?code=none'), at('team-log', null, '/team-log')],
    ...(await askedFromOutside(desk)),
    ...(await endedCases(desk)),
    at('public-templates', null, '/templates'),
    at('check-appealed', null, check),
    at('appeal-form', null, `${check}/appeal`),
    sentEmpty('appeal-form-refused', null, `${check}/appeal`, 'form.asked-form'),
    at('appeal-form-declined', null, `/declined/${declined.number}/appeal`),
    at('your-data', null, '/your-data'),
    at('your-request', null, request),
    at('reply', null, asideOf),
    sentEmpty('reply-refused', null, asideOf, 'form.asked-form'),
  ];
};
