import type { Check } from '../../core/check.ts';
import type { View } from './view.ts';
export const checkJsonLd = (_view: View, _check: Check): string | null => null;
