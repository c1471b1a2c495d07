export { aliasKeysIn } from './alias-keys.ts';
export { vaultIn } from './keys-in-folder.ts';
