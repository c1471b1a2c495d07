export { childPool, type Pool, type PoolLimits } from './child-pool.ts';
export { childProgram } from './child-process.ts';
export { serveTasks } from './serve-tasks.ts';
