// sangto log vkey: the line by which others know a log, from a public key that a KMS or a card gave out.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fromBase64Url } from '../base/bytes.ts';
import { formatVerifierKey, verifierKey } from '../kit/tlog/index.ts';
import { exitCodes } from './exit-codes.ts';
import { terminal } from './terminal.ts';

type VkeyFlags = { readonly name: string; readonly json?: boolean };

/** Exit: fine when the file holds an Ed25519 key (PEM, RFC 8410) and the name may be one. */
export const logVkeyCommand = async (path: string, { name, json }: VkeyFlags): Promise<number> => {
  const out = terminal(json ?? false);
  const text = await readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) {
    out.fail(
      `${path} cannot be read (${text.code}).`,
      'A file that begins with -----BEGIN PUBLIC KEY-----.',
      text.code,
    );
    return exitCodes.unreadable;
  }
  // A public key can be worked out of a private one, and whoever gave that one gave the wrong file.
  if (/PRIVATE[ +]KEY/.test(text)) {
    out.fail(
      `${path} holds a private key, so nothing was read from it.`,
      'Give the public half: openssl pkey -in FILE -pubout. If others can read this file, make another key.',
      'key-private',
    );
    return exitCodes.usage;
  }
  const read = publicKeyIn(text);
  if (read === undefined) {
    out.fail(`${path} is no public key.`, 'A file that begins with -----BEGIN PUBLIC KEY-----.', 'key-unreadable');
    return exitCodes.unreadable;
  }
  const bytes =
    read.asymmetricKeyType === 'ed25519' ? fromBase64Url(read.export({ format: 'jwk' }).x ?? '') : undefined;
  const made = verifierKey(name, 0x01, bytes ?? new Uint8Array());
  if (!made.ok) {
    const fix =
      bytes === undefined
        ? `It is of the kind ${read.asymmetricKeyType}: have an Ed25519 key made.`
        : 'A name has no spaces and no plus sign, such as check.example.org/log.';
    out.fail(`${path} cannot be the key of ${name}.`, fix);
    return exitCodes.usage;
  }
  const vkey = formatVerifierKey(made.value);
  out.give({ vkey });
  out.say(vkey);
  return exitCodes.fine;
};

const publicKeyIn = (text: string): KeyObject | undefined => {
  try {
    return createPublicKey(text);
  } catch {
    return undefined;
  }
};
