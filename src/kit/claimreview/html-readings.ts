import { Parser } from 'htmlparser2';
import type { ReadHints, Reading } from './foreign-check.ts';
import { jsonReader, limits, refused } from './json-readings.ts';
import { type JsonSlicer, jsonSlicer } from './json-slicer.ts';
import { reviewAddress } from './review-address.ts';

/** Readings of a web page: the JSON-LD scripts in it (HTML, section 4.12.1), a broken one told and the others read. */
export async function* htmlReadings(chunks: AsyncIterable<string>, hints: ReadHints): AsyncGenerator<Reading> {
  const page = pageReader(hints);
  for await (const chunk of chunks) yield* page.push(chunk);
  yield* page.end();
}

const pageReader = (hints: ReadHints) => {
  let canonical: string | undefined;
  let lang: string | undefined;
  let scripts = 0;
  let slicer: JsonSlicer | undefined;
  let script = '';
  let ready: Reading[] = [];
  const reader = jsonReader(hints, () => ({ url: canonical ?? hints.url, lang }));

  const read = (text: string): void => {
    if (slicer !== undefined) ready.push(...reader.take(slicer.push(text), `script ${scripts} `));
  };

  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'html') lang = attributes.lang;
        if (name === 'link' && /\bcanonical\b/i.test(attributes.rel ?? '')) {
          canonical = reviewAddress(attributes.href, hints.url) ?? canonical;
        }
        if (
          /schema\.org\/ClaimReview\b/i.test(attributes.itemtype ?? '') ||
          /\bClaimReview\b/.test(attributes.typeof ?? '')
        ) {
          ready.push(refused('page', 'unsupported-form', 'ClaimReview as microdata or RDFa'));
        }
        if (name !== 'script' || !/^\s*application\/ld\+json\b/i.test(attributes.type ?? '')) return;
        scripts += 1;
        slicer = jsonSlicer(limits);
        script = '';
      },
      ontext: (text) => {
        if (slicer === undefined) return;
        // The opening of a CDATA section would be taken for a list; enough of the script's start is awaited to see it.
        if (script.length >= 64) {
          read(text);
          return;
        }
        script += text;
        if (script.length >= 64) read(withoutWrapper(script));
      },
      onclosetag: (name) => {
        if (name !== 'script' || slicer === undefined) return;
        if (script.length < 64) read(withoutWrapper(script));
        ready.push(...reader.take(slicer.end(), `script ${scripts} `));
        slicer = undefined;
      },
    },
    { decodeEntities: true },
  );

  const drain = (): readonly Reading[] => {
    const readings = ready;
    ready = [];
    return readings;
  };

  return {
    push: (chunk: string): readonly Reading[] => {
      parser.write(chunk);
      return drain();
    },
    end: (): readonly Reading[] => {
      parser.end();
      ready.push(...reader.flush());
      return drain();
    },
  };
};

const withoutWrapper = (start: string): string =>
  start.replace(/^\s*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '');
