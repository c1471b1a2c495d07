// What is minimised. Two objectives, one form: Σ e² + ridges on what each rater, each note and the mean are away from nothing.

/** `constant`: ours, the same prior for everybody. `reference`: the loss of Community Notes, whose priors grow with N. */
export type Objective = 'constant' | 'reference';

/**
 * The ridges of Σ(r − m − a_u − b_n − f_u·f_n)², one for each term. The reference's m, a_u, b_n are its μ, i_u, i_n; at its
 * minimum the mean rating lies in three equal parts, μ = mean i_u = mean i_n, because shifting any against another only
 * makes the penalty grow. Ours leaves m free, so that a_u and b_n are around 0, and puts it into the same three parts
 * afterwards (μ = m/3, i_u = μ + a_u, i_n = μ + b_n): an intercept of .40 means the same under both.
 */
export type Ridges = {
  readonly mean: number;
  readonly raterIntercept: number;
  readonly raterFactor: number;
  readonly noteIntercept: number;
  readonly noteFactor: number;
};

/** Ours: how many ratings of average surprise a prior is worth. Chosen once, on seven public conversations together. */
export const constantRidges: Ridges = {
  mean: 0,
  raterIntercept: 6,
  raterFactor: 2,
  noteIntercept: 2,
  noteFactor: 2,
};

const lambdaFactor = 0.03;
const lambdaIntercept = 0.15;

/** The ridges of an objective for so many ratings, notes and raters. */
export const ridgesOf = (objective: Objective, size: number, notes: number, raters: number): Ridges =>
  objective === 'constant'
    ? constantRidges
    : {
        mean: lambdaIntercept * size,
        raterIntercept: (lambdaIntercept * size) / raters,
        raterFactor: (lambdaFactor * size) / raters,
        noteIntercept: (lambdaIntercept * size) / notes,
        noteFactor: (lambdaFactor * size) / notes,
      };
