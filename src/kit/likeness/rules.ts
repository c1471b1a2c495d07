/** At most so many bits apart, two pictures are the same one. */
export const sameWithin = 31;
/** At most so many bits apart, a picture is proposed, and no more. */
export const proposedWithin = 64;
/** The hash of a picture with less quality says too little to be used. */
export const leastQuality = 50;
