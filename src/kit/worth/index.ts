export { type CheckWorthiness, checkWorthiness, type WorthReason } from './check-worthiness.ts';
export { type Baselines, evaluateWorthiness, type Worthiness, worthinessBaselines } from './evaluate.ts';
export { type LabelledRefusal, type LabelledText, readLabelled } from './read-labelled.ts';
