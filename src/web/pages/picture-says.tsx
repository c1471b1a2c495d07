// What the file of a picture said about itself, in plain words: first what it is worth.
import type { PictureSays } from '../../core/picture.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly says: PictureSays | undefined };

/** The sentences alone. */
export const PictureSaysList = ({ view, says }: Props) => (
  <ul class="picture-says">
    {sentences(view, says).map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

/** The same, folded; nothing where nobody looked at the file. */
export const PictureSaysFold = ({ view, says }: Props) =>
  says === undefined ? null : (
    <details class="fold picture-file">
      <summary>{view.t('picture.says')}</summary>
      <PictureSaysList view={view} says={says} />
    </details>
  );

const sentences = ({ t, day }: View, says: PictureSays | undefined): readonly string[] => {
  if (says === undefined) return [t('picture.says.unread')];
  const { credentials, declared, signedBy, signedOn, madeWith, takenOn, software } = says;
  return [
    t(`provenance.credentials.${credentials}`),
    ...(signedBy === null ? [] : [t('picture.says.signed-by', { name: signedBy })]),
    ...(signedOn === null ? [] : [t('picture.says.signed-on', { day: day(signedOn) })]),
    ...(declared === null ? [] : [t(`provenance.declared.${declared}`)]),
    ...(madeWith === null ? [] : [t('picture.says.made-with', { name: madeWith })]),
    ...(takenOn === null ? [] : [t('picture.says.taken-on', { day: day(takenOn) })]),
    ...(software === null ? [] : [t('picture.says.software', { name: software })]),
    ...(takenOn === null && software === null ? [] : [t('picture.says.anybody')]),
  ];
};
