// Shown by the service worker when there is no connection: what was read before is still here.
import type { View } from './view.ts';

export const OfflinePage = ({ view }: { readonly view: View }) => (
  <div class="narrow problem">
    <p class="eyebrow">{view.t('offline.eyebrow')}</p>
    <h1>{view.t('offline.title')}</h1>
    <p class="lead">{view.t('offline.lead')}</p>
    <section aria-labelledby="kept" data-kept hidden>
      <h2 id="kept">{view.t('offline.kept')}</h2>
      <ul class="kept" />
    </section>
    <p>{view.t('offline.next')}</p>
  </div>
);
