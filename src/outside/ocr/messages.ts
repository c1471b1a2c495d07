// What the process that reads pictures answers.

export type Read =
  | { readonly ok: true; readonly value: { readonly text: string; readonly confidence: number } }
  | { readonly ok: false; readonly error: { readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' } };
