// Who outside has signed a checkpoint beside us, or that nobody has.
import type { CosignedBy as Cosigner } from '../../desk/index.ts';
import type { View } from './view.ts';

/** Two keys of one organisation are one witness: what counts is who would have to lie together. */
export const CosignedBy = ({ view, witnesses }: { readonly view: View; readonly witnesses: readonly Cosigner[] }) => {
  const count = new Set(witnesses.map(({ organisation }) => organisation)).size;
  return (
    <>
      <p>{count === 0 ? view.t('log.witness-none') : view.t('log.witness-some', { count })}</p>
      {count > 0 && (
        <ul class="log-witnesses">
          {witnesses.map(({ name, organisation, country }) => (
            <li key={name}>
              {view.t('log.witness', { organisation, country: view.country(country) })} <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
