// Hearing what other processes say through the database.
import type { Database } from '../store/index.ts';

/** A connection that listens; polling covers the time in which it is broken. */
export const listen = (
  database: Database,
  channel: string,
  heard: () => void,
): { readonly ensure: () => Promise<void>; readonly close: () => void } => {
  let client: Awaited<ReturnType<Database['connect']>> | undefined;
  const drop = () => {
    client?.release(true);
    client = undefined;
  };
  return {
    ensure: async () => {
      if (client) return;
      client = await database.connect();
      client.on('error', drop);
      client.on('notification', heard);
      await client.query(`listen ${channel}`);
    },
    close: drop,
  };
};
