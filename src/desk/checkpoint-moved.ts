/** Thrown where a checkpoint was to take the place of another one than lies there: somebody went on in between. Nothing was laid. */
export class CheckpointMoved extends Error {
  override name = 'CheckpointMoved';
}
