// sangto owner-link: a new way in for whoever runs the machine, when an owner has lost theirs or there is none.
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import { ownerLink } from './owner-link.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';

export const ownerLinkCommand = async (
  flags: Flags & { readonly json?: boolean; readonly email?: string },
): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const { world, settings, close } = await visit(flags, out);
  try {
    const link = await ownerLink(world, settings.organisation.origin, flags.email ?? null);
    if (link === undefined) {
      out.fail('no owner has this address.', 'Leave --email out to make a new owner.', 'not-found');
      return exitCodes.usage;
    }
    out.give({ link });
    out.say(`Works once, within a day: ${link}`);
    return exitCodes.fine;
  } finally {
    await close();
  }
};
