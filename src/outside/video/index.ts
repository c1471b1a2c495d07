export { noStills, stillsBy } from './stills.ts';
