import type { Webhook } from './webhook-ports.ts';
import type { World } from './world.ts';

/** The secret of a webhook as Standard Webhooks writes it: made of this instance's key whenever it is needed, and kept nowhere. */
export const hookSecret = (
  world: Pick<World, 'keyed'>,
  { id, secretN }: { readonly id: Webhook['id']; readonly secretN: number },
): string => {
  const bytes = Uint8Array.from(world.keyed('webhook', `${id} ${secretN}`).match(/../g) ?? [], (hex) =>
    Number.parseInt(hex, 16),
  );
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
};
