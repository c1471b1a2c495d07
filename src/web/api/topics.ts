// Topics by API: what checks are about, with how many there are of each.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { translate } from '../locale.ts';
import { topicWord } from '../pages/topic-words.ts';
import { jsonReply, operation, revalidated } from './operation.ts';

const list = z
  .object({
    topics: z.array(
      z
        .object({
          topic: z.string(),
          checks: z.int(),
          names: z.record(z.string(), z.string()).openapi({ description: 'By language' }),
        })
        .openapi('Topic'),
    ),
  })
  .openapi('Topics');

export const topicsOperation = operation({
  method: 'get',
  path: '/topics',
  summary: 'List topics',
  detail: 'Every topic that a public check has, the most used first. `GET /checks?topic=…` lists its checks.',
  replies: { 200: { description: 'The topics', schema: list } },
  problems: [],
  answer: async (door, { asked }) => {
    const shell = { topicNames: door.options.world.labels.topicNames() };
    const topics = (await door.options.world.reads.topics()).map(({ topic, checks }) => ({
      topic,
      checks: Number(checks),
      names: Object.fromEntries(uiLangs.map((lang) => [lang, topicWord({ t: translate(lang), shell }, topic)])),
    }));
    return jsonReply(asked, { topics }, { headers: revalidated });
  },
});
