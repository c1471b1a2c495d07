export { childPool, type Pool, type PoolLimits } from './child-pool.ts';
export { childProgram } from './child-process.ts';
export { queueFor } from './queue.ts';
export { residentOf } from './resident.ts';
export { type Room, roomOf } from './room.ts';
export { type AskRoom, serveTasks } from './serve-tasks.ts';
