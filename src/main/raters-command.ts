// sangto raters and sangto standings: letting people in who rate, and working out what stands before its weekly turn.
import { cutStandings, inviteRater } from '../desk/index.ts';
import { exitCodes } from './exit-codes.ts';
import { visit } from './instance.ts';
import type { Flags } from './settings.ts';
import { terminal } from './terminal.ts';
import { version } from './version.ts';

type Given = Flags & { readonly json?: boolean };

export const inviteRaterCommand = async (email: string, flags: Given): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const { world, settings, close } = await visit(flags, out);
  try {
    const invited = await inviteRater(world, email);
    if (!invited.ok) {
      out.fail(`"${email}" is not an address.`, 'Give an e-mail address.', invited.error.code);
      return exitCodes.usage;
    }
    const page = `${settings.organisation.origin}/${settings.organisation.languages[0] ?? 'vi'}/rate`;
    out.give({ isNew: invited.value.isNew, page });
    out.say(invited.value.isNew ? `Let in. They ask for their link at ${page}` : 'Was let in before.');
    return exitCodes.fine;
  } finally {
    await close();
  }
};

export const cutStandingsCommand = async (flags: Given): Promise<number> => {
  const out = terminal(flags.json ?? false);
  const { world, close } = await visit(flags, out);
  try {
    const cut = await cutStandings(world, version());
    out.give({ cut: cut ?? null });
    out.say(
      cut === undefined
        ? 'Nothing was rated since the last cut.'
        : `Cut ${cut.n}: ${cut.ratings} ratings, ${cut.raters} raters count. Its leaves are asked for.`,
    );
    return exitCodes.fine;
  } finally {
    await close();
  }
};
