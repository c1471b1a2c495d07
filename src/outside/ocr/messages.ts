// What the server and the process that reads pictures say to each other.
import type { PictureText } from '../../desk/world.ts';
import type { Box } from './bubbles.ts';

/** The picture itself, as it came: to be read, or to be drawn again with some places blurred. */
export type Asked = { readonly picture: Uint8Array; readonly blur?: readonly Box[] };

/** What was read, or the picture drawn again. */
export type Told = PictureText | { readonly picture: Uint8Array };

export type Read =
  | { readonly ok: true; readonly value: Told }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text';
        readonly letters?: number;
        readonly people?: readonly Box[];
      };
    };
