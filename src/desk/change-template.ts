// An editor changes what the team sends out. The text before stays readable for everybody.
import { dayOf } from '../base/clock.ts';
import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import {
  parseTemplate,
  shippedTemplate,
  type TemplateKey,
  type TemplateRefusal,
  templatesInUse,
} from '../core/template.ts';
import type { World } from './world.ts';

export type ChangeTemplateRefusal = TemplateRefusal | Refusal<'forbidden' | 'template-changed'>;

/** `template-changed`: somebody else changed it since `base` was read. The text that is in use already changes nothing. */
export const changeTemplate = async (
  world: Pick<World, 'templates' | 'now'>,
  {
    actor,
    key,
    lang,
    text: given,
    base,
  }: {
    readonly actor: Actor;
    readonly key: TemplateKey;
    readonly lang: UiLang;
    readonly text: string;
    readonly base: number;
  },
): Promise<Result<null, ChangeTemplateRefusal>> => {
  if (!may(actor.role, 'templates.edit')) return refuse('forbidden');
  const text = parseTemplate(given);
  if (!text.ok) return text;
  const used = templatesInUse(await world.templates.current()).find((one) => one.key === key && one.lang === lang);
  if ((used ?? shippedTemplate(key, lang)).text === text.value) return ok(null);
  const at = world.now();
  const change = { key, lang, text: text.value, base, changedBy: actor.id, on: dayOf(at) };
  return (await world.templates.change(change, at)) ? ok(null) : refuse('template-changed', { field: 'text' });
};
