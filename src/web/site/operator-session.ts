// Whether a request comes from whoever runs the machine.
import type { Asked, Door } from '../door.ts';
import { sessionOf } from '../operator-door.ts';

/** Whether this request carries a session that the printed link gave out. */
export const isOperator = (door: Door, asked: Asked): boolean => {
  const { organisation, operator } = door.options;
  const session = sessionOf(organisation.origin, asked.req.header('cookie'));
  return session !== undefined && operator.holds(session);
};
