// An editor proposes what the team sends out. It is public once somebody else agrees.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
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

export type ProposeTemplateRefusal =
  | TemplateRefusal
  | Refusal<'forbidden' | 'template-changed' | 'template-same' | 'template-waiting'>;

/**
 * `template-changed`: another text is in use than `base`, which it was written over. `template-waiting`: somebody else's text
 * waits, and is decided on first; one's own is replaced by the new one.
 */
export const proposeTemplate = async (
  world: Pick<World, 'templates' | 'newId' | 'now'>,
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
): Promise<Result<{ readonly id: Id }, ProposeTemplateRefusal>> => {
  if (!may(actor.role, 'templates.edit')) return refuse('forbidden');
  const text = parseTemplate(given);
  if (!text.ok) return text;
  const used = templatesInUse(await world.templates.current()).find((one) => one.key === key && one.lang === lang);
  if ((used ?? shippedTemplate(key, lang)).text === text.value) return refuse('template-same', { field: 'text' });
  const id = world.newId();
  const proposal = { id, key, lang, text: text.value, base, proposedBy: actor.id, proposedOn: dayOf(world.now()) };
  const proposed = await world.templates.propose(proposal);
  return proposed === 'done' ? ok({ id }) : refuse(proposed, { field: 'text' });
};
