// A picture picks its own decoder: the ones nobody asked for (SVG, PDF, TIFF, ImageMagick's) are shut.
import sharp from 'sharp';

const decoders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];

/** From here on this process decodes JPEG, PNG, WebP, GIF and AVIF, and keeps nothing of a picture for longer than it takes. */
export const onlyPictures = (): void => {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: decoders.map((kind) => `VipsForeignLoad${kind}Buffer`) });
  sharp.cache(false);
};
