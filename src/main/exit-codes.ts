/** Exit codes after sysexits(3), so that scripts can tell what to do next. */
export const exitCodes = {
  fine: 0,
  refused: 1,
  usage: 64,
  /** Done, and what was found in the data is not what it should be. */
  dataWrong: 65,
  unreadable: 66,
  unavailable: 69,
  cannotWrite: 73,
  later: 75,
  settings: 78,
  interrupted: 130,
} as const;
