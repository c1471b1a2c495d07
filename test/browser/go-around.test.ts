// What goes around a page by keyboard would notice, were it there.
import { expect, onTestFinished, test } from 'vitest';
import { goAround, lookAround, noteFocus } from './go-around.ts';
import { openBrowser } from './open-browser.ts';

const bad = `<!doctype html><style>
  :focus-visible { outline: 3px solid #0a5a4b; outline-offset: 3px }
  button, a { display: block; min-width: 60px; min-height: 40px }
  #same { outline: none } #faint:focus { outline-color: #eee } #small { min-width: 0; min-height: 0; width: 12px; height: 12px; padding: 0 }
  #under { margin-top: 1px } #lid { position: absolute; width: 300px; height: 60px; background: #fff }
</style><a class="skip" href="#x">x</a><button id="good">good</button><button id="same">same</button>
<button id="faint">faint</button><button id="small"></button><button id="early" tabindex="2">early</button>
<button id="passed" tabindex="-1">passed</button><div id="lid"></div><button id="under">under</button>`;

test('what is passed over, comes out of turn, is not seen to have the focus, is covered or too small is noticed', {
  timeout: 60_000,
}, async () => {
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext();
  await context.addInitScript(noteFocus);
  const page = await context.newPage();
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: bad }));
  await page.goto('http://bad.example/');
  const found = (await goAround(page)).map((fault) => fault.replace(/: <.*?id="(\w+)".*/s, ' $1')).sort();
  expect(found).toEqual(
    [
      ...['comes too late early', 'goes before its turn early', 'is 12.0 × 12.0 px small'],
      ...['its ring has a contrast of 1.2 faint', 'looks the same with the focus same', 'not reached passed'],
      'something lies over it, or it is out of sight under',
    ].sort(),
  );
  expect((await lookAround(page)).some((fault) => fault.startsWith('looks the same'))).toBe(true);
});
