// The process that decodes pictures: decoders live and die here, away from the server and its database.
import sharp from 'sharp';
import { serveTasks } from '../child/index.ts';
import { seePicture } from './see-picture.ts';

sharp.concurrency(1);

await serveTasks(seePicture);
