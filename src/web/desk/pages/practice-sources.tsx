// The evidence of a practice, without what the organisation made of it: neither stance nor interest.
import { type Check, textIn } from '../../../core/check.ts';
import type { Evidence } from '../../../core/evidence.ts';
import { hostOf, safeUrl } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';

type Props = { readonly view: View; readonly check: Check; readonly choose: boolean };

export const PracticeSources = ({ view, check, choose }: Props) => (
  <ol class="practice-sources">
    {check.evidence.map((one, i) => (
      <li key={`${i} ${one.title}`}>
        <Source view={view} one={one} id={`source-${i}`} />
        {choose && (
          <label class="practice-tick">
            <input type="checkbox" name={`independent-${i}`} value="yes" aria-describedby={`source-${i}`} />
            <span>{view.t('practice.evidence.choose')}</span>
          </label>
        )}
      </li>
    ))}
  </ol>
);

const Source = ({ view, one, id }: { readonly view: View; readonly one: Evidence; readonly id: string }) => {
  const url = safeUrl(one.url);
  const shows = Object.keys(one.shows).length === 0 ? null : textIn(one.shows, view.lang);
  return (
    <div>
      <p class="practice-publisher" id={id}>
        {one.publisher}
      </p>
      <p class="practice-title" lang={one.lang ?? undefined}>
        {one.title}
      </p>
      <p lang={shows && shows.lang !== view.lang ? shows.lang : undefined}>
        {shows?.text ?? view.t('practice.evidence.nothing-said')}
      </p>
      {url && (
        <p class="meta">
          <a href={url} rel="noopener noreferrer" target="_blank">
            {hostOf(url)}
          </a>
        </p>
      )}
    </div>
  );
};
