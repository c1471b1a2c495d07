// The remarks that speak to whoever asks.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { type Inside, inside } from './inside.ts';

const path = '/desk/mentions';
const most = 100;

export const mentionRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}${path}`, inside(door, lang, 'desk.see', list));
};

const list = async ({ door, lang, who }: Inside): Promise<Response> => {
  const { world } = door.options;
  const [mentions, team] = await Promise.all([world.caseTalk.mentions(who.member.id, most), world.team.members()]);
  return door.page(lang, path, { page: 'desk-mentions', member: who.member, mentions, team }, { headers: privately });
};
