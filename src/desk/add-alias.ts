// The operator adds another wording of a check, for everybody to read and be found by.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { aliasLimits } from '../core/alias.ts';
import { analyzer, fingerprint } from '../kit/text/index.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

export type AliasRefusal = Refusal<
  'not-found' | 'alias-too-short' | 'alias-too-long' | 'alias-not-plain' | 'alias-known' | 'alias-too-many'
>;

const fewestWords = 2;

/** Refuses what holds a number of a person, a handle or an address: it would stand on a public page. */
export const addAlias = async (
  world: Pick<World, 'aliases' | 'keyed' | 'newId' | 'now'>,
  given: { readonly check: Id; readonly lang: string; readonly text: string },
): Promise<Result<null, AliasRefusal>> => {
  const text = given.text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (text.length > aliasLimits.characters) return refuse('alias-too-long', { field: 'text' });
  const { text: cleaned, links, marks } = clean(world.keyed, text);
  if (links.length > 0 || marks.length > 0 || cleaned !== text || /[⟦⟧\p{Cc}]/u.test(text))
    return refuse('alias-not-plain', { field: 'text' });
  if (analyzer.tokens(text).filter((token) => token.kind === 'word').length < fewestWords)
    return refuse('alias-too-short', { field: 'text' });
  const { check, lang } = given;
  const key = fingerprint(text);
  const added = await world.aliases.add({ id: world.newId(), check, lang, text, key }, aliasLimits.added, world.now());
  return added === 'added' ? ok(null) : refuse(added, { field: added === 'not-found' ? 'check' : 'text' });
};
