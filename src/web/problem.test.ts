// How long somebody who was too fast has to wait is told as long as it is.
import { expect, test } from 'vitest';
import { problemBody, problemHeaders } from './problem.ts';

test.each([
  [40, 'en', 'Wait a moment and send it again.'],
  [61, 'en', 'Send it again in 2 minutes.'],
  [361, 'vi', 'Hãy gửi lại sau 7 phút.'],
  [86_400, 'en', 'Send it again in 24 hours.'],
] as const)(
  'whoever has to wait %i seconds is told so in words, never less, and in the header',
  (retryAfter, lang, words) => {
    const problem = { code: 'rate-limited', retryAfter } as const;
    expect(problemBody(problem, lang).next).toBe(words);
    expect(problemHeaders(problem)['retry-after']).toBe(String(retryAfter));
  },
);
