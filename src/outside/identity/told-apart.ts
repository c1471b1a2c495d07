// The library says "internal error" for whatever breaks below it. Whether the database is away has to be told apart from that.
import { isAPIError } from 'better-auth/api';
import type { Id } from '../../base/ids.ts';
import type { SignInRows } from '../../desk/index.ts';

const nobody = '00000000-0000-4000-8000-000000000000' as Id;

/** The same port; where the library failed while the store is away, the store's own error is thrown. */
export const toldApart = <Port extends object>(port: Port, rows: Pick<SignInRows, 'proven'>): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, does]) => [
      name,
      typeof does !== 'function'
        ? does
        : async (...given: unknown[]) => {
            try {
              return await (does as (...given: unknown[]) => Promise<unknown>)(...given);
            } catch (error) {
              if (isAPIError(error)) await rows.proven(nobody);
              throw error;
            }
          },
    ]),
  ) as Port;
