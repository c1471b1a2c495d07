export { childPool, type Pool, type PoolLimits } from './child-pool.ts';
export { childProgram } from './child-process.ts';
export { queueFor } from './queue.ts';
export { residentOf } from './resident.ts';
export { serveTasks } from './serve-tasks.ts';
