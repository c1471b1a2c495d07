// One shape per verdict, so that colour is never the only sign. Silhouettes differ, also at 20 pixels and in print.
import type { ComponentChildren } from 'preact';
import type { Verdict } from '../../core/verdict.ts';

export type Tone = Verdict | 'theirs';

export const VerdictShape = ({ tone }: { readonly tone: Tone }) => (
  <svg class={`shape tone-${tone}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    {shapes[tone]}
  </svg>
);

const shapes: Readonly<Record<Tone, ComponentChildren>> = {
  true: (
    <>
      <circle class="fill" cx="24" cy="24" r="21" />
      <path class="cut" d="m14 25 7 7 14-15" />
    </>
  ),
  'mostly-true': (
    <>
      <path class="line" d="M38.500 15A17.500 17.500 0 1 1 27 6.800" />
      <path class="line" d="m15.500 25 6.500 6.500L40 10" />
    </>
  ),
  mixed: (
    <>
      <circle class="line" cx="24" cy="24" r="19" />
      <path class="fill" d="M24 5a19 19 0 0 0 0 38z" />
    </>
  ),
  'missing-context': (
    <>
      <path class="line" d="M16 6H7v36h9M32 42h9V28" />
      <circle class="fill" cx="24" cy="24" r="6" />
      <path class="line dots" d="M32 6h9v16" />
    </>
  ),
  misleading: (
    <>
      <path class="fill" d="M24 1.500 46.500 24 24 46.500 1.500 24z" />
      <path class="cut" d="M17 31V23a5 5 0 0 1 5-5h10m-5-5.500 5.500 5.500-5.500 5.500" />
    </>
  ),
  false: (
    <>
      <rect class="fill" x="3" y="3" width="42" height="42" rx="11" />
      <path class="cut" d="m16 16 16 16m0-16L16 32" />
    </>
  ),
  altered: (
    <>
      <path class="line" d="M5 13h26v26H5z" />
      <path class="line" d="M17 13V7h26v26H31" />
      <path class="line" d="m5 39 26-26" />
    </>
  ),
  satire: (
    <>
      <path class="fill" d="M5 6c12 4 26 4 38 0 2 20-5 33-19 38C10 39 3 26 5 6z" />
      <path class="cut" d="M14 19c2-2 5-2 7 0m6 0c2-2 5-2 7 0M15 27c4 8 14 8 18 0" />
    </>
  ),
  unproven: (
    <>
      <circle class="line dots" cx="24" cy="24" r="20" />
      <path class="line" d="M18 19a6 6 0 1 1 9 5.200c-2 1.200-3 2.300-3 4.800" />
      <circle class="fill" cx="24" cy="35" r="2.600" />
    </>
  ),
  'denied-by-party': (
    <>
      <path class="fill" d="M10 5h28a7 7 0 0 1 7 7v17a7 7 0 0 1-7 7H25L13 46V36h-3a7 7 0 0 1-7-7V12a7 7 0 0 1 7-7z" />
      <path class="cut" d="M15 20.500h18" />
    </>
  ),
  theirs: (
    <>
      <rect class="line" x="4" y="8" width="40" height="32" rx="8" />
      <path class="line" d="M20 19h-5v6h5v1c0 3-1.500 4-4 4.500M33 19h-5v6h5v1c0 3-1.500 4-4 4.500" />
    </>
  ),
};
