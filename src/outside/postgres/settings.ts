import { clusterName } from './place.ts';
import { port } from './socket.ts';

/**
 * What the server is started with. Given as arguments, so that every start has them and none is left in a file.
 * Durability is spelt out although it is the default: an acknowledged write survives a cut of power.
 */
export const serverArguments = (folder: string, socketFolder: string): readonly string[] => [
  '-D',
  folder,
  ...Object.entries({
    ...settings,
    cluster_name: clusterName(folder),
    unix_socket_directories: quoted(socketFolder),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

const settings = {
  port,
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  data_sync_retry: 'off',
  autovacuum: 'on',
  shared_buffers: '48MB',
  max_connections: 40,
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  // A segment that is done with is removed, not kept under a new name with what it held.
  wal_recycle: 'off',
  // No standby hangs on an embedded server; backups read through SQL. Less personal text is left in the WAL, too.
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  // Small machines: no compiler, no helpers of one query, reads done by whoever asks.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  io_method: 'sync',
  huge_pages: 'off',
  // `/dev/shm` is tiny in containers, and is emptied by systemd when an ordinary user logs out.
  dynamic_shared_memory_type: 'mmap',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // A failing statement, its key, and even the message hold what an asker wrote: none may reach a log. `log` ranks above
  // `error`: what a client did wrong is told to that client alone, what befalls the server still is written down.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

/** That setting is a list: a comma or blank in a path would split it. */
const quoted = (path: string): string => `"${path.replaceAll('"', '""')}"`;
