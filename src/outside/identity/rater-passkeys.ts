// Passkeys of raters: the format alone. Nobody is named to the machine, and nothing of the machine is asked.
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { ok, refuse } from '../../base/result.ts';
import type { RaterPasskeys } from '../../desk/rating-ports.ts';
import { algorithms, counted, isOffered, madeKey } from './webauthn.ts';

const patienceMs = 5 * 60_000;

export const raterPasskeysFor = ({
  origin,
  name,
}: {
  readonly origin: string;
  readonly name: string;
}): RaterPasskeys => {
  const rpID = new URL(origin).hostname;
  const offered = isOffered(origin);
  // Whether the challenge is one of ours is asked apart, by what stands in it.
  const expected = (answer: { readonly clientDataJSON: string }) => ({
    expectedChallenge: isoBase64URL.fromUTF8String(challengeIn(answer)),
    expectedOrigin: origin,
    expectedRPID: rpID,
  });
  return {
    offered,

    toAdd: async (challenge) => {
      if (!offered) return refuse('passkeys-off');
      const options = await generateRegistrationOptions({
        rpID,
        rpName: name,
        challenge,
        // Its handle is chance of the library, kept by nobody: one of ours would be a name that comes back.
        userName: name,
        userDisplayName: name,
        timeout: patienceMs,
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      });
      return ok({ ...options });
    },

    toEnter: async (challenge) => {
      if (!offered) return refuse('passkeys-off');
      return ok({
        ...(await generateAuthenticationOptions({
          rpID,
          challenge,
          userVerification: 'required',
          timeout: patienceMs,
        })),
      });
    },

    challengeIn,
    made: async (answer) => (await madeKey(answer, expected(answer)))?.publicKey,
    isSigned: async (answer, publicKey) =>
      (await counted(answer, { credential: answer.id, publicKey }, expected(answer))) !== undefined,
  };
};

const challengeIn = ({ clientDataJSON }: { readonly clientDataJSON: string }): string => {
  try {
    const { challenge } = JSON.parse(isoBase64URL.toUTF8String(clientDataJSON)) as { readonly challenge?: unknown };
    return typeof challenge === 'string' ? isoBase64URL.toUTF8String(challenge) : '';
  } catch {
    // What is no JSON, or no text, answers nothing that we asked.
    return '';
  }
};
