// What an editor brought in and asked for, waiting for somebody else.
import type { Id } from '../../src/base/ids.ts';
import { nothingRead } from '../../src/desk/index.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { theirCheck } from '../in-memory/made-checks.ts';

/** One publisher that answers, one that it is asked for, one that nobody asked for, and an import; gives the import. */
export const brought = async ({ world, team }: DeskServer): Promise<Id> => {
  const at = world.now();
  const by = team.editor.id;
  const publisher = (name: string, site: string) => ({ name, site, licence: 'CC BY 4.0' });
  const [answering, asked] = await Promise.all(
    [
      publisher('Báo Ví Dụ', 'bao.example'),
      publisher('Trung tâm Kiểm chứng Miền Trung', 'kiem-chung-mien-trung.example'),
      publisher('Fact Desk', 'facts.example'),
    ].map((one) => world.checks.source(one, world.newId)),
  );
  await world.checks.opt(answering!.id, true, at);
  const reason = 'Có tên người chịu trách nhiệm, ghi nguồn từng câu, đính chính công khai từ 2019.';
  await world.optIns.ask({ id: world.newId(), source: asked!.id, reason, by, at });
  const run = world.newId();
  const claims = ['Uống nước muối mỗi sáng làm tan sỏi thận', 'Lá vối chữa khỏi tiểu đường trong mười ngày'];
  await world.imports.begin({ id: run, name: 'kiem-chung-thang-11.json', at, heldFor: { by } });
  await world.imports.hold(
    run,
    { ...nothingRead, read: 3, held: 2, refused: 1 },
    [{ position: '3', code: 'no-claim', detail: null }],
    claims.map((claim, n) => {
      const check = { ...theirCheck(world, { slug: `dua-vao-${n}`, claim }), source: null };
      return {
        publisher: publisher('Fact Desk', 'facts.example'),
        save: { check, externalKey: check.slug, links: [] },
      };
    }),
  );
  await world.imports.finish(run, at);
  return run;
};
