/** Thrown by every store port while the database cannot be reached. Doors answer from memory or with 503. */
export class StoreAway extends Error {
  override name = 'StoreAway';
}
