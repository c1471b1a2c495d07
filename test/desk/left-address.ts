// Somebody leaves an address and confirms it, as its reader does: the letter, its page, the button.
import { expect, vi } from 'vitest';
import { origin } from '../in-memory/server.ts';
import type { DeskServer } from './desk-server.ts';

const send = ({ server }: DeskServer, method: string, path: string, fields?: Readonly<Record<string, string>>) =>
  server.fetch(new Request(`${origin}${path}`, { method, ...(fields && { body: new URLSearchParams(fields) }) }));

/** The newest letter that asks whether an address is somebody's, once it went out after `before` others. */
export const confirmationLetter = ({ world }: DeskServer, before: number) =>
  vi.waitFor(() => {
    const letters = world.mail.letters();
    expect(letters.length).toBeGreaterThan(before);
    return letters[0]!;
  });

/** Sends a form with an address and confirms it; gives where the confirmation leads. */
export const leaveAddress = async (
  desk: DeskServer,
  form: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> => {
  const before = desk.world.mail.letters().length;
  expect((await send(desk, 'POST', form, fields)).status).toBe(303);
  const { text } = await confirmationLetter(desk, before);
  const { pathname, searchParams } = new URL(/https:\S+\/address\?code=\S+/.exec(text)![0]);
  const confirmed = await send(desk, 'POST', pathname, { code: searchParams.get('code') ?? '' });
  expect(confirmed.status).toBe(303);
  return confirmed.headers.get('location') ?? '';
};
