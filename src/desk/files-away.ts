/** Thrown by the port of files while their store cannot be reached, or does not take ours. Nothing was acknowledged. */
export class FilesAway extends Error {
  override name = 'FilesAway';
}
