// What bodies from outside asked, as a year leaves it: two that are public, of which one was corrected, and one that waits.
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { addressCode } from '../../src/desk/address-link.ts';
import { decideOutsideRequest, writeOutsideRequest } from '../../src/desk/index.ts';
import { conclusion } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { at, type DeskPlace, sentEmpty } from './desk-place.ts';

type Given = Parameters<typeof writeOutsideRequest>[2];

/** Gives the pages where it shows, and that of what was declined. */
export const askedFromOutside = async ({
  world,
  team,
}: Pick<DeskServer, 'world' | 'team'>): Promise<readonly DeskPlace[]> => {
  const { editor, owner } = team;
  const entry: Given = {
    kind: 'state',
    name: 'Sở Thông tin Thử Nghiệm',
    askedOn: '2026-11-12' as Day,
    wanted: 'remove-check',
    says: {
      vi: 'Yêu cầu gỡ bài về nước muối vì cho rằng bài gây hoang mang.',
      en: 'To take down the check about salt water, as it was said to cause worry.',
    },
    outcome: 'refused',
    ground: {
      vi: 'Không gỡ: không có quyết định của tòa, và bài có nguồn độc lập. Điều 10 luật thử nghiệm.',
      en: 'Not taken down: there is no ruling of a court, and the check has independent sources. Article 10 of the test law.',
    },
    ...{ silence: null, check: conclusion.slug, corrects: null },
  };
  const write = async (given: Given): Promise<Id> => {
    const written = await writeOutsideRequest(world, editor, given);
    if (!written.ok) throw new Error(written.error.code);
    return written.value;
  };
  const tell = async (given: Given): Promise<Id> => {
    const id = await write(given);
    const agreed = await decideOutsideRequest(world, owner, id, 'agreed');
    if (!agreed.ok) throw new Error(agreed.error.code);
    return id;
  };
  const first = await tell(entry);
  await tell({ ...entry, outcome: 'partly', corrects: first });
  const law = { vi: 'Điều 5 luật thử nghiệm.', en: 'Article 5 of the test law.' };
  const silence = { until: '2027-03-01' as Day, law };
  await tell({ ...entry, kind: 'company', name: 'Công ty Nước Thử', wanted: 'asker-data', check: null, silence });
  await write({ ...entry, kind: 'funder', name: 'Quỹ Hỗ trợ Báo chí Thử Nghiệm', wanted: 'change-check' });
  const told = await world.reads.check(conclusion.slug);
  if (told === undefined) throw new Error('no check');
  const code = await addressCode(world, { email: 'lan@hoi.example', lang: 'vi', of: { check: told.id } });
  const subscribe = `/checks/${conclusion.slug}/subscribe`;
  return [
    at('subscribe', null, subscribe),
    at('subscribe-sent', null, `${subscribe}?sent=1`),
    at('address-asked', null, `/address?code=${code}`),
    at('address-over', null, '/address?code=none'),
    at('declined', null, '/declined'),
    at('requests', null, '/requests'),
    at('log-requests', null, '/log?kind=request-told'),
    at('desk-requests', 'owner', '/desk/requests'),
    at('desk-requests-own', 'editor', '/desk/requests'),
    sentEmpty('desk-requests-refused', 'editor', '/desk/requests', 'form.decide-form'),
  ];
};
