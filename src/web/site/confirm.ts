// The page that the letter about an address leads to. Opening it does nothing: programs that look through mail open every link.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { confirmAddress, readAddressCode, type SealedWish } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { confirmPath, ownPath } from '../pages/addresses.ts';
import { statusOf } from '../problem.ts';
import { onTo, ownPageHeaders, publicForm } from './public-form.ts';

export const confirmRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(confirmPath(lang), (asked) => show(door, lang, asked.req.query('code') ?? ''));
  app.post(confirmPath(lang), (asked) => confirm(door, asked, lang));
};

const show = async (door: Door, lang: UiLang, code: string): Promise<Response> => {
  const read = await readAddressCode(door.options.world, code.slice(0, 2000));
  if (read === undefined) return over(door, lang);
  return door.page(
    lang,
    '/address',
    { page: 'asked-confirm', code, about: await aboutOf(door, lang, read.wish) },
    { headers: ownPageHeaders },
  );
};

const aboutOf = async (
  { options }: Door,
  lang: UiLang,
  { of }: SealedWish,
): Promise<{ readonly slug: string; readonly title: string; readonly lang: string } | null> => {
  const check = 'check' in of ? await options.world.reads.checkById(of.check) : undefined;
  if (check === undefined) return null;
  const { text, lang: titleLang } = textIn(check.texts, lang);
  return { slug: check.slug, title: text.title || text.claim, lang: titleLang };
};

const over = (door: Door, lang: UiLang): Response =>
  door.page(
    lang,
    '/address',
    { page: 'asked-confirm', code: null, about: null },
    { status: statusOf('invalid-input'), headers: ownPageHeaders },
  );

const confirm = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const given = await publicForm(door, asked, ['code']);
  if (given instanceof Response) return given;
  const done = await confirmAddress(door.options.world, given.code ?? '');
  if (!done.ok) return over(door, lang);
  const { page, secret } = done.value;
  return onTo(`${ownPath(lang, page, secret)}${page === 'ticket' ? '#contact' : ''}`);
};
