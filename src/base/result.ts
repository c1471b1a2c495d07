/** What a verb or parser gives back when a caller can cause it to say no: a value, or a refusal with a kebab-case code. */
export type Result<T, E extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A reason for saying no. `code` is also the translation key; `field` points at the offending input. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly field?: string;
  readonly detail?: string;
};

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  more: { field?: string; detail?: string } = {},
): { readonly ok: false; readonly error: Refusal<Code> } => ({ ok: false, error: { code, ...more } });
