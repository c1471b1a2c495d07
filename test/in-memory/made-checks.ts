// Checks as tests need them: one of our own, one of another publisher.
import type { Day } from '../../src/base/clock.ts';
import type { Check } from '../../src/core/check.ts';
import type { MemoryWorld } from './world.ts';

/** A check of our own in both languages. */
export const ownCheck = (
  world: Pick<MemoryWorld, 'newId'>,
  more: Partial<Check> & { readonly slug: string; readonly claim?: string },
): Check => {
  const { claim = 'Uống nước chanh nóng mỗi ngày chữa khỏi bệnh ung thư', ...rest } = more;
  const text = {
    title: `Tiêu đề ${more.slug}`,
    claim,
    short: 'Không đúng, chưa có bằng chứng.',
    known: 'Điều đã biết.',
    how: 'Cách biết.',
    reply: 'Dạ.',
  };
  return {
    id: world.newId(),
    source: null,
    originalUrl: null,
    verdict: 'false',
    label: null,
    asOf: '2026-09-01' as Day,
    reviewBy: '2027-09-01' as Day,
    publishedOn: '2026-09-03' as Day,
    topics: ['health'],
    claimant: null,
    appearances: [],
    texts: {
      vi: text,
      en: {
        ...text,
        title: `Title ${more.slug}`,
        claim: `${more.slug} claim in English about something`,
        short: 'False.',
      },
    },
    aliases: [],
    evidence: [],
    searches: [],
    corrections: [],
    ...rest,
  };
};

/** A check of another publisher in one language. */
export const theirCheck = (
  world: Pick<MemoryWorld, 'newId'>,
  more: Partial<Check> & { readonly slug: string; readonly claim: string },
): Check => {
  const own = ownCheck(world, more);
  const { claim, ...rest } = more;
  return {
    ...own,
    source: { id: world.newId(), name: 'Báo Ví Dụ', site: 'bao.example', licence: 'CC BY 4.0', answers: false },
    originalUrl: `https://bao.example/${more.slug}`,
    verdict: null,
    label: 'Sai',
    reviewBy: null,
    texts: { vi: { title: claim, claim, short: '', known: '', how: '', reply: '' } },
    ...rest,
  };
};
