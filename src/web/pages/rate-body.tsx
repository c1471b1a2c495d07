// Which component draws which page of those who rate.
import { RateCheckPage } from './rate-check-page.tsx';
import { RateMethodPage } from './rate-method-page.tsx';
import type { RatePage } from './rate-model.ts';
import { RateHomePage, RateOpenPage } from './rate-pages.tsx';
import { RateProposePage } from './rate-propose-page.tsx';
import type { View } from './view.ts';

export const RateBody = ({ view, page }: { readonly view: View; readonly page: RatePage }) => {
  switch (page.page) {
    case 'rate':
      return <RateHomePage view={view} page={page} />;
    case 'rate-open':
      return <RateOpenPage view={view} page={page} />;
    case 'rate-check':
      return <RateCheckPage view={view} page={page} />;
    case 'rate-propose':
      return <RateProposePage view={view} page={page} />;
    case 'rate-method':
      return <RateMethodPage view={view} page={page} />;
  }
};
