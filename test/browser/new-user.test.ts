// Somebody who has never seen it, with nothing but what the pages say: how many steps it takes, and how long for a person.
import { expect, onTestFinished, test } from 'vitest';
import type { UiLang } from '../../src/base/lang.ts';
import { type Translate, translate } from '../../src/web/locale.ts';
import { type Person, personAt, type Tally, togetherOf } from './a-person.ts';
import { openSite, type Site } from './site.ts';
import { hereOf } from './story-people.ts';
import * as words from './story-words.ts';

const shows = {
  vi: 'Hướng dẫn về sốt không nhắc đến cách này.',
  en: 'The guidance on fever does not name this.',
} as const;
const languages = { vi: 'Tiếng Việt', en: 'English' } as const;
const slowly = { timeout: 60_000, interval: 300 };

type New = { readonly site: Site; readonly lang: UiLang; readonly t: Translate };

/** From the link in the letter or the terminal to the desk. */
const joins = async ({ site, lang, t }: New, link: string, name: string) => {
  const { page, complaints } = await site.open(lang, { reducedMotion: 'reduce' });
  const person = personAt(page, lang);
  await person.opens(hereOf(site, link).replace('/vi/', `/${lang}/`));
  await person.writes(t('join.name'), name);
  await person.writes(t('sign-in.email'), `${name.split(' ')[0]}@toasoan.example`);
  await person.writes(t('join.password'), 'sau con co bay qua dong');
  await person.presses(t('join.go'));
  const secret = await person.scans();
  await person.typesCode(t('code.app.field'), secret);
  await person.presses(t('factor.go'));
  await person.presses(t('recovery.go'));
  return { person, secret, complaints };
};

const practises = async ({ t }: New, person: Person): Promise<void> => {
  await person.presses(t('desk.place.practice'));
  await person.presses(t('practice.start'));
  await person.chooses(t('practice.checkable.yes'));
  await person.presses(t('practice.save-next'));
  await person.chooses(t('practice.evidence.choose'));
  await person.presses(t('practice.save-next'));
  await person.chooses(t('verdict.mixed'));
  await person.writes(t('practice.verdict.short'), 'Only in part, so let us not pass it on.');
  await person.presses(t('practice.save-compare'));
};

/** Two accounts, one after the other: a case of one's own from its first word until the other's yes makes it public. */
const publishes = async ({ lang, t }: New, writer: Person, second: Person): Promise<void> => {
  const language = languages[lang];
  await writer.presses(t('desk.place.queue'));
  await writer.presses(t('queue.open-new'));
  await writer.writes(t('new-case.claim'), words.wording[lang][lang]);
  await writer.presses(t('new-case.open'));
  await writer.presses(t('case.next.wording-write'));
  await writer.presses(t('case.wording.send'));
  await writer.presses(t('case.check.sources'));
  await writer.presses(t('case.evidence.add'));
  await writer.pastes(t('case.evidence.url'), words.evidence.url);
  await writer.writes(t('case.evidence.title'), words.evidence.title);
  await writer.writes(t('case.evidence.publisher'), words.evidence.publisher);
  await writer.writes(t('case.evidence.shows', { language }), shows[lang]);
  await writer.chooses(t('stance.refutes'));
  await writer.chooses(t('interest.independent'));
  await writer.presses(t('case.evidence.send'));
  await writer.presses(t('case.check.text'));
  for (const field of ['title', 'short', 'known', 'how'] as const)
    await writer.writes(`${t(`case.field.${field}`)} ${language}`, words.draft[field][lang]);
  // It says that it is saved as it is typed.
  await writer.page
    .getByRole('status')
    .filter({ hasText: t('case.draft.saved') })
    .first()
    .waitFor();
  await writer.presses(t('case.check.interest'));
  await writer.chooses(t('case.interest.no'));
  await writer.presses(t('case.interest.send'));
  await second.presses(t('desk.place.reviews'));
  await second.presses(words.wording[lang][lang]);
  await second.presses(t('case.wording.approve'));
  await writer.opens(writer.page.url().replace(/#.*/, ''));
  await writer.presses(t('case.submit'));
  await writer.chooses(t('verdict.false'));
  await writer.writes(t('decide.field.topic', { n: 1 }), t('topic.health'));
  await writer.presses(t('decide.hand-in'));
  await second.presses(t('desk.place.reviews'));
  await second.presses(words.draft.title[lang]);
  await second.chooses(t('decide.read', { language }));
  await second.presses(t('decide.do.approved'));
};

const spentSince = (before: Tally, now: Tally): Tally => ({
  pages: now.pages - before.pages,
  presses: now.presses - before.presses,
  fields: now.fields - before.fields,
  keys: now.keys - before.keys,
  words: now.words - before.words,
  seconds: now.seconds - before.seconds,
});

test.each(['vi', 'en'] as const)(
  'a new user who reads %s finishes a practice check within five minutes alone, and with a second account publishes one in ten',
  { timeout: 240_000 },
  async (lang) => {
    const site = await openSite();
    onTestFinished(() => site.close());
    const t = translate(lang);
    const here = { site, lang, t };
    const { person, complaints } = await joins(here, site.owner, 'Hai');
    await practises(here, person);
    expect(await person.page.locator('main').innerText()).toContain(t('practice.compare.lead'));
    expect(person.tally).toMatchObject({ pages: 9, presses: 14, fields: 5 });
    expect(person.tally.seconds).toBeLessThan(5 * 60);

    await person.presses(t('desk.place.team'));
    await person.picks(t('team.role'), t('role.reviewer'));
    await person.presses(t('team.invite.go'));
    const link = (await person.page.locator('[data-link]').innerText()).trim();
    const other = await joins(here, link, 'Thu');
    const before = togetherOf(person, other.person);
    await publishes(here, person, other.person);
    // A list may be a minute old, as it says: who waits for a line asks for it again.
    await other.person.page.goto(`/${lang}/checks`);
    await expect
      .poll(async () => {
        await other.person.page.reload();
        return other.person.page.locator('main').innerText();
      }, slowly)
      .toContain(words.draft.title[lang]);
    const spent = spentSince(before, togetherOf(person, other.person));
    expect(spent).toMatchObject({ pages: 15, presses: 31, fields: 10 });
    expect(spent.seconds).toBeLessThan(10 * 60);
    expect([...complaints, ...other.complaints]).toEqual([]);
  },
);
