export { type Masked, mask } from './mask.ts';
