// What the server and the process that reads pictures say to each other. One picture is under way at a time.

/** The picture itself, as it came. */
export type Asked = { readonly picture: Uint8Array };

export type Read =
  | { readonly ok: true; readonly value: { readonly text: string; readonly confidence: number } }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text';
        readonly letters?: number;
      };
    };

/** `ready` once the language data is in; `memory` several times a second while a picture is read. */
export type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'read'; readonly read: Read };
