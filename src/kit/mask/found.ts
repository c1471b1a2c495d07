/** What a pattern found in the text as given, before anything is replaced. */
export type Kind = 'phone' | 'id' | 'account' | 'plate' | 'email' | 'handle';

export type Find = {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** The one spelling of the thing, for a keyed hash: digits, `+84…`, upper-case plate, lower-case name. */
  readonly value: string;
};
