// Proposes to take an explainer back: its page stays, with the reason. Another person agrees.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Texts } from '../core/decision.ts';
import { explainerLimits } from '../core/explainer.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const withdrawExplainer = async (
  world: Pick<World, 'decisions' | 'explainers' | 'newId' | 'now'>,
  actor: Actor,
  slug: string,
  because: Texts,
): Promise<
  Result<
    Id,
    Refusal<'forbidden' | 'not-found' | 'already-submitted' | 'slug-taken' | 'words-missing' | 'field-too-long'>
  >
> => {
  if (!may(actor.role, 'submission.submit')) return refuse('forbidden');
  const found = await world.explainers.bySlug(slug);
  if (found === undefined || found.withdrawn !== undefined) return refuse('not-found');
  const langs = Object.keys(found.texts);
  const said = Object.fromEntries(langs.map((lang) => [lang, (because[lang] ?? '').trim()]));
  const missing = langs.find((lang) => said[lang] === '');
  if (missing !== undefined) return refuse('words-missing', { field: `because.${missing}` });
  const long = langs.find((lang) => (said[lang] ?? '').length > explainerLimits.explain);
  if (long !== undefined) return refuse('field-too-long', { field: `because.${long}` });
  const id = world.newId();
  const content = { id: found.id, slug: found.slug, because: said };
  const submitted = await world.decisions.submitApart(
    { id, kind: 'explainer-withdrawal', content, submittedBy: actor.id },
    world.now(),
  );
  return submitted === 'submitted' ? ok(id) : refuse(submitted);
};
