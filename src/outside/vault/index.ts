export { vaultIn } from './keys-in-folder.ts';
export { pseudonymKeysIn } from './pseudonym-keys.ts';
