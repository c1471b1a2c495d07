/** How long one sentence of what evidence shows may be, in letters. */
export const longestShows = 600;
