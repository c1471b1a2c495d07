// What a reader of a check is told of who decided on it, without a name: how near the two were, and to whom the check is.
import { z } from '@hono/zod-openapi';

const day = z.string().openapi({ format: 'date' });

export const howNear = {
  letIn: day.nullable().openapi({
    description:
      'The last day on which two decided on it who had come into the team, or been given the right to review, through each other ' +
      'or through the same person less than seven days before; null: none such, or not known while it is read from memory',
  }),
  ourselvesOff: day.nullable().openapi({
    description:
      'The day on which two took off the mark that its case is about whoever runs the instance; null: it had none, or not known ' +
      'while it is read from memory',
  }),
};
