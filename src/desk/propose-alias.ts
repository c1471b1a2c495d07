// One of the team writes another wording of a check. It finds nothing until a second person agrees to it.

import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { aliasLimits } from '../core/alias.ts';
import { type Actor, may } from '../core/rights.ts';
import { analyzer, fingerprint } from '../kit/text/index.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

export type AliasRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'alias-too-short'
  | 'alias-too-long'
  | 'alias-not-plain'
  | 'alias-known'
  | 'alias-waiting'
  | 'alias-too-many'
>;

const fewestWords = 2;

/** Refuses what holds a number of a person, a handle or an address: it would stand on a public page. */
export const proposeAlias = async (
  world: Pick<World, 'aliases' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: { readonly check: Id; readonly lang: string; readonly text: string },
): Promise<Result<Id, AliasRefusal>> => {
  if (!may(actor.role, 'aliases.decide')) return refuse('forbidden');
  const text = given.text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (text.length > aliasLimits.characters) return refuse('alias-too-long', { field: 'text' });
  const { text: cleaned, links, marks } = clean(world.keyed, text);
  if (links.length > 0 || marks.length > 0 || cleaned !== text || /[⟦⟧\p{Cc}]/u.test(text))
    return refuse('alias-not-plain', { field: 'text' });
  if (analyzer.tokens(text).filter((token) => token.kind === 'word').length < fewestWords)
    return refuse('alias-too-short', { field: 'text' });
  const { check, lang } = given;
  const id = world.newId();
  const wanted = {
    id,
    check,
    lang,
    text,
    key: fingerprint(text),
    proposedBy: actor.id,
    proposedOn: dayOf(world.now()),
  };
  const done = await world.aliases.propose(wanted, aliasLimits.added);
  return done === 'proposed' ? ok(id) : refuse(done, { field: done === 'not-found' ? 'check' : 'text' });
};
