// What is known of where a picture comes from, in sentences.
import type { UiLang } from '../base/lang.ts';
import type { Provenance } from '../desk/index.ts';
import { translate } from './locale.ts';

/** First what its credentials are worth, then what it says of itself. */
export const provenanceWords = ({ credentials, declared }: Provenance, lang: UiLang): readonly string[] => {
  const t = translate(lang);
  return [
    t(`provenance.credentials.${credentials}`),
    ...(declared === null ? [] : [t(`provenance.declared.${declared}`)]),
  ];
};
