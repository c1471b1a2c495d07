export { vaultIn } from './keys-in-folder.ts';
