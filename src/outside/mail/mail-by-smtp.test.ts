// Against a mail server of a few lines that says what the test wants it to say.
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { mailBySmtp } from './mail-by-smtp.ts';

type Script = { readonly rcpt?: string; readonly data?: string | null; readonly greeting?: string };

/** Listens until the test ends; `heard` is every line of every client. */
const server = async ({ rcpt = '250 ok', data = '250 queued', greeting = '220 test' }: Script) => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    let inText = false;
    let rest = '';
    const say = (line: string) => void socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        heard.push(line);
        if (inText && line !== '.') continue;
        if (line === '.') {
          inText = false;
          if (data === null) socket.destroy();
          else say(data);
        } else if (line.startsWith('RCPT')) say(rcpt);
        else if (line === 'DATA') {
          inText = true;
          say('354 go on');
        } else say('250 ok');
      }
    });
    say(greeting);
  });
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { heard, url: `smtp://127.0.0.1:${address.port}` };
};

const from = 'Tòa soạn Thử <hoi@toasoan.example>';
const letter = { to: 'ai@example.org', subject: 'Lời mời', text: 'Chào bạn' };

test('a letter goes to one receiver, from the organisation, and says that a machine wrote it', async () => {
  const { heard, url } = await server({});
  expect(await mailBySmtp(url, from).send(letter)).toEqual({ ok: true, value: null });
  expect(heard.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
    expect.stringMatching(/^MAIL FROM:<hoi@toasoan\.example>/),
    'RCPT TO:<ai@example.org>',
  ]);
  expect(heard).toContain('Auto-Submitted: auto-generated');
});

test('an address that hides a second receiver or a header reaches nobody else', async () => {
  const { heard, url } = await server({});
  for (const to of [
    'ai@example.org, khac@example.org',
    'ai@example.org\r\nBcc: khac@example.org',
    'x: khac@example.org;',
  ])
    expect(await mailBySmtp(url, from).send({ ...letter, to })).toEqual({ ok: false, error: { code: 'mail-refused' } });
  await mailBySmtp(url, from).send({ ...letter, subject: 'Chào\r\nBcc: khac@example.org' });
  expect(heard.filter((line) => line.startsWith('RCPT') && line.includes('<khac@'))).toEqual([]);
  expect(heard.filter((line) => /^bcc:/i.test(line))).toEqual([]);
});

test('what became of a letter is told as far as it is known', async () => {
  const sendBy = async (script: Script) => (await mailBySmtp((await server(script)).url, from).send(letter)).ok;
  const codeBy = async (script: Script) => {
    const sent = await mailBySmtp((await server(script)).url, from).send(letter);
    return sent.ok ? 'sent' : sent.error.code;
  };
  expect(await sendBy({})).toBe(true);
  expect(await codeBy({ rcpt: '550 nobody here' })).toBe('mail-refused');
  expect(await codeBy({ data: '554 not this' })).toBe('mail-refused');
  expect(await codeBy({ data: '451 later' })).toBe('mail-unavailable');
  // The text was handed over, and then silence: nobody knows.
  expect(await codeBy({ data: null })).toBe('mail-unknown');
  const gone = await mailBySmtp('smtp://127.0.0.1:9', from).send(letter);
  expect(gone).toEqual({ ok: false, error: { code: 'mail-unavailable' } });
});
