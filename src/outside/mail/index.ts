export { mailByMemory } from './mail-by-memory.ts';
export { mailBySmtp } from './mail-by-smtp.ts';
