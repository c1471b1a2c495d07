// Any language that is neither English nor Vietnamese: what all of them share, weights rounded from an English fit.
import table from './neutral.json' with { type: 'json' };
import { signalsOf } from './signals.ts';
import { weighedByTable } from './weighed.ts';

export const weighedNeutrally = weighedByTable(table.base, table.weights, signalsOf);
