// A desk with work of every kind on it, and one identity in it that a thief has.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { dayOf } from '../../src/base/clock.ts';
import { rightsOf } from '../../src/core/access-token.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import { may, type Right, type Role } from '../../src/core/rights.ts';
import {
  addTask,
  addWebhook,
  askBack,
  beginPractice,
  closeCase,
  cutStandings,
  inviteMember,
  layPicture,
  type Member,
  makeToken,
  mergeCases,
  noteReply,
  nothingRead,
  openAppeal,
  openCase,
  proposeAlias,
  proposeAsRater,
  proposeTemplate,
  proposeWording,
  rateCheck,
  remark,
  requestData,
  saveDraft,
  settleAlias,
  submitWords,
  weighProposal,
  writeOutsideRequest,
  writeStandingAnswer,
} from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { handIn, publishedCase, publishedExplainer, publishedNote, readyCase } from '../desk/deciding.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { theirCheck } from '../in-memory/made-checks.ts';
import { origin } from '../in-memory/server.ts';

export type Identity = {
  readonly name: string;
  readonly role: Role;
  readonly by: 'session' | 'token';
  /** With the second factor just shown, as no thief of a session or a token has it. */
  readonly proven: boolean;
  /** With an account of this role beside it that it let in yesterday: every other call is that one's. */
  readonly second?: Role;
};

export type Scene = {
  readonly desk: DeskServer;
  readonly me: Member;
  /** The token that the identity is, where it is one. */
  readonly token: string | null;
  readonly send: (method: string, path: string, body?: string, headers?: Record<string, string>) => Promise<Response>;
};

/** No limit of requests: what is tried here is what each of them does. */
const limits = { perClientPerMinute: 1e9, instancePerSecond: 1e9, bodyBytes: 1_048_576, slowBodyMs: 2000 };

let tokens = 0;
/** The header of a new token. */
export const bearerOf = async (desk: DeskServer, actor: Member, rights: readonly Right[]): Promise<string> => {
  const secret = (++tokens).toString(16).padStart(64, 'f');
  const made = await makeToken(desk.world, { actor, name: 'x', rights, days: 7, secret });
  if (!made.ok) throw new Error(made.error.code);
  return `Bearer ${made.value.text}`;
};

export const headersOf = (who: Member): Record<string, string> => ({
  'x-test-member': who.id,
  origin,
  'sec-fetch-site': 'same-origin',
});

/** Sends as somebody, or as whoever the headers say. */
export const sender =
  (desk: DeskServer, own: Readonly<Record<string, string>>): Scene['send'] =>
  (method, path, body, headers = {}) =>
    desk.server.fetch(
      new Request(`http://x.example${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: { ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      }),
    );

export const unlimited = (proven: boolean): Promise<DeskServer> =>
  deskServer({ limits }, () => (proven ? new Date('2100-01-01T00:00:00Z') : null));

/** The desk, with work of the identity's own and of two others. What others handed in waits only where nobody could rightly agree. */
export const sceneFor = async ({ role, by, proven, second: withSecond }: Identity): Promise<Scene> => {
  const desk = await unlimited(proven);
  const { world, database } = desk;
  const me = desk.team[role];
  const writer = await addColleague(database, 'checker', 'Vũ Thị Viết');
  const second = await addColleague(database, 'editor', 'Mai Văn Hai');
  await publishedCase(world, database, { writer, reviewer: second });
  const explained = await publishedExplainer(world, { writer, reviewer: second });
  const noted = await makeCase(database, { title: 'Cầu Long Biên đã đóng cửa' });
  await publishedNote(world, { writer, reviewer: second }, noted.number);
  const mine = await readyCase(database, { writer: me, approver: second }, 'Ăn tỏi sống mỗi sáng chữa khỏi ung thư');
  if (!proven) {
    const theirs = await readyCase(database, { writer, approver: second }, 'Đeo vòng đá làm hạ đường huyết');
    await handIn(world, writer, theirs, { slug: 'vong-da' });
    const other = await openCase(world, writer, {
      title: 'Cầu sập',
      lang: 'vi',
      origin: 'own',
      requestedBy: '',
      aboutOurselves: false,
    });
    const note = { vi: 'Cầu đang đóng.' };
    if (other.ok)
      await submitWords(world, writer, other.value.number, {
        kind: 'note',
        claim: note,
        known: note,
        unknown: note,
        nextOn: '',
      });
  }
  const asked = [
    { text: 'Nước lá đu đủ chữa sốt xuất huyết', asked: 3 },
    { text: 'Lá đu đủ trị sốt', asked: 2 },
  ];
  const cases = [
    await makeCase(database, { variants: asked }),
    await makeCase(database, { title: 'Muối làm tan mỡ', variants: asked }),
  ];
  await makeCase(database, { title: 'Đã xong', state: 'closed' }).catch(() => undefined);
  await remark(world, writer, mine.id, { text: `@${me.name} xem giúp`, passage: null });
  for (const one of cases) {
    await remark(world, writer, one.id, { text: 'Ai rảnh?', passage: null });
    await addTask(world, writer, one.id, { text: 'Gọi bệnh viện', assignedTo: null });
    await noteReply(world, writer, one.id, { step: 'asked', asked: 'Bộ Y tế', way: 'công văn' });
    await proposeWording(world, writer, one.id, { wording: { vi: 'Uống nước lá đu đủ chữa khỏi sốt' }, saidBy: null });
    for (const text of ['Một.', 'Hai.'])
      await saveDraft(world, writer, one.id, { lang: 'vi', field: 'title', text, base: 0 });
  }
  for (const [n, one] of [mine, ...cases].entries()) {
    const file = `${n}`.repeat(64);
    await database.all(sql`
      insert into pictures (file, width, height, hash, quality, parts, letters, is_grey)
      values (${file}, 4, 3, ${file}, 90, '{}', 0, false)`);
    await layPicture(world, writer, one.id, { file, says: null });
  }
  await askBack(world, writer, cases[1]!.id, 'question-where');
  const apart = await makeCase(database, { title: 'Sẽ gộp', variants: asked });
  await mergeCases(world, writer, { from: [apart.id], into: cases[0]!.id });
  const [check] = await database.all<{ id: Member['id'] }>(sql`select id from checks limit 1`);
  const doubts = { reason: 'wrong-fact', text: 'Số liệu đã cũ.', links: '', once: null, lang: 'vi' };
  for (const about of [
    { kind: 'check', id: check!.id },
    { kind: 'explainer', id: explained.id },
    { kind: 'note', id: noted.id },
  ] as const)
    await openAppeal(world, { ...doubts, about }, 14);
  await requestData(world, { kind: 'see', text: 'Cho tôi xem', lang: 'vi', once: null });
  await beginPractice(world, { actor: writer, lang: 'vi', of: null });
  await world.caseQueue.keepView(writer.id, { id: randomUUID() as never, name: 'Của tôi', query: '' });
  await addWebhook(world, { actor: desk.team.owner, url: 'https://hooks.example.org/a', events: ['case.opened'] });
  const invited = { code: 'c'.repeat(32), role: 'checker', member: null, letter: null } as const;
  await inviteMember(world, desk.team.owner, invited);
  const words = { lang: 'vi', text: 'Cảm ơn bạn.', base: 0 } as const;
  if (may(me.role, 'templates.edit')) await proposeTemplate(world, { ...words, actor: me, key: 'thanks' });
  if (!proven) await proposeTemplate(world, { ...words, actor: second, key: 'crisis' });
  const wording = { check: check!.id, lang: 'vi' };
  const third = await addColleague(database, 'reviewer', 'Lý Thị Ba');
  for (const [by, text] of [
    [second, 'Nước muối ấm làm lành vết loét dạ dày'],
    ...(proven ? [] : [[third, 'Súc miệng nước muối khỏi đau bao tử'] as const]),
    ...(may(me.role, 'aliases.decide') ? [[me, 'Uống nước biển mỗi sáng khỏi bệnh'] as const] : []),
  ] as const) {
    const proposed = await proposeAlias(world, by, { ...wording, text });
    if (!proposed.ok) throw new Error(proposed.error.code);
    if (by === second) await settleAlias(world, third, proposed.value, 'confirmed');
  }
  await bearerOf(desk, writer, ['desk.see']);
  const closing = { of: cases[0]!.id, as: 'duplicate', check: check!.id } as const;
  if (may(me.role, 'case.close')) await closeCase(world, me, closing);
  if (!proven) await closeCase(world, second, { ...closing, of: noted.id });
  if (may(me.role, 'sources.manage')) await broughtBy(desk, me);
  if (!proven) await broughtBy(desk, second);
  if (may(me.role, 'requests.tell')) await writtenBy(desk, me);
  if (!proven) await writtenBy(desk, second);
  await ratersIn(desk, { me, second: proven ? null : second });
  const own = by === 'token' ? { authorization: await bearerOf(desk, me, rightsOf(role)) } : headersOf(me);
  const tokensOfMine = await world.tokens.ofMine(me.id, dayOf(world.now()));
  const token = tokensOfMine[0]?.id ?? null;
  return {
    desk,
    me,
    token,
    send: withSecond === undefined ? sender(desk, own) : await byTurns(desk, me, own, withSecond),
  };
};

/** Sends as somebody and as whom they let in yesterday, one after the other. */
const byTurns = async (
  desk: DeskServer,
  me: Member,
  own: Readonly<Record<string, string>>,
  role: Role,
): Promise<Scene['send']> => {
  const made = await addColleague(desk.database, role, 'Hồ Thị Hai Tay');
  await desk.database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${made.id}, ${me.id}, 'let-in', '2026-11-19')`);
  const both = [sender(desk, own), sender(desk, headersOf(made))] as const;
  let sent = 0;
  return (...call) => both[sent++ % 2 === 0 ? 0 : 1](...call);
};

/** What a rater proposed waits: untouched, and said something of by each who may. Answers to a standing wait as well. */
export const ratersIn = async (
  { world, database }: DeskServer,
  { me, second }: { readonly me: Member; readonly second: Member | null },
): Promise<void> => {
  const rater = { id: world.newId(), admittedOn: dayOf(world.now()) };
  await world.raters.invite({ id: rater.id, lookup: 'a'.repeat(64), on: rater.admittedOn });
  const quarter = quarterOf(rater.admittedOn);
  const here = { rater, quarter, pseudonym: await world.pseudonymKeys.pseudonymOf(quarter, rater.id) };
  const [check] = await database.all<{ id: Member['id']; slug: string }>(
    sql`select id, slug from checks where source_id is null and published_on is not null limit 1`,
  );
  if (check === undefined) throw new Error('nothing to rate');
  const says = 'Số liệu mới của năm nay cho thấy điều khác.';
  for (const who of [null, me, second]) {
    const made = await proposeAsRater(world, here, { kind: 'context', says, to: { check: check.id }, lang: 'vi' });
    if (!made.ok) throw new Error(made.error.code);
    if (who !== null && may(who.role, 'proposals.weigh'))
      await weighProposal(world, who, made.value, { as: 'accepted', reason: null });
  }
  await rateCheck(world, here, { check: check.id, level: 'not', reasons: ['taking-sides'] });
  await cutStandings({ ...world, now: () => new Date(world.now().getTime() + 600_000) }, '0.1.0');
  const texts = { vi: 'Đã đọc.', en: 'Read.' };
  for (const who of [me, second])
    if (who !== null && may(who.role, 'standings.answer')) {
      const written = await writeStandingAnswer(world, who, { check: check.slug, says: texts });
      if (!written.ok) throw new Error(written.error.code);
    }
};

/** Somebody wrote down what a body from outside asked. */
export const writtenBy = async ({ world }: DeskServer, who: Member): Promise<void> => {
  const texts = { vi: 'Gỡ bài.', en: 'Take it down.' };
  const about = { kind: 'state', name: 'Sở Thử Nghiệm', wanted: 'remove-check', outcome: 'refused' } as const;
  const askedOn = dayOf(world.now());
  const more = { says: texts, ground: texts, silence: null, check: null, corrects: null };
  const written = await writeOutsideRequest(world, who, { ...about, askedOn, ...more });
  if (!written.ok) throw new Error(written.error.code);
};

/** Somebody asks that an invented publisher answers, and brought in a check under its name. */
const broughtBy = async ({ world }: DeskServer, who: Member): Promise<void> => {
  const at = world.now();
  const publisher = { name: `Bịa Đặt ${who.name}`, site: 'bia-dat.example', licence: null };
  const source = await world.checks.source(publisher, world.newId);
  await world.optIns.ask({ id: world.newId(), source: source.id, reason: 'Họ làm kỹ.', by: who.id, at });
  const run = world.newId();
  const counts = { ...nothingRead, read: 1, held: 1 };
  await world.imports.begin({ id: run, name: 'bia-dat.json', at, heldFor: { by: who.id } });
  const check = theirCheck(world, { slug: `bia-dat-${who.id}`, claim: 'Ăn tỏi sống chữa khỏi ung thư' });
  const save = { check: { ...check, source: null }, externalKey: check.slug, links: [] };
  await world.imports.hold(run, counts, [], [{ publisher, save }]);
  await world.imports.finish(run, at);
};
