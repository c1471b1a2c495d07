// The asker's own message, given back as it was read.
import type { View } from './view.ts';

export const PlainMessage = ({ view, message }: { readonly view: View; readonly message: string }) => (
  <figure class="message">
    <figcaption class="eyebrow">{view.t('message.title')}</figcaption>
    <blockquote class="message-text" dir="auto">
      {message}
    </blockquote>
  </figure>
);
