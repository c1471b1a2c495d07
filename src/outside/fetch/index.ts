export { FetchStopped, stoppedBy } from './fetch-stopped.ts';
export { type FetchOptions, fetchPage, fetchWith } from './fetch-with.ts';
export { checkedAddresses, type Guard, guardedConnect, type Lookup } from './guarded-connect.ts';
export { readPageAddress } from './page-address.ts';
