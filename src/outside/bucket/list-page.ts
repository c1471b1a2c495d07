// One page of what a bucket holds (ListObjectsV2). Read by a parser that knows no DTD and fetches nothing.
import { Parser } from 'htmlparser2';

export type ListPage = {
  readonly objects: readonly { readonly name: string; readonly modified: Date }[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
};

/** Undefined where it is no such page: then nothing is known of what the bucket holds. */
export const readListPage = (xml: string): ListPage | undefined => {
  const objects: { name: string; modified: Date }[] = [];
  const path: string[] = [];
  const said = new Map<string, string>();
  const parser = new Parser(
    {
      onopentag: (name) => {
        path.push(name);
        // What is said of the page itself stands beside its objects, before or after them.
        if (name === 'Contents') for (const at of ['Contents/Key', 'Contents/LastModified']) said.delete(at);
      },
      ontext: (text) => {
        const at = path.slice(-2).join('/');
        said.set(at, (said.get(at) ?? '') + text);
      },
      onclosetag: (name) => {
        path.pop();
        if (name !== 'Contents') return;
        const modified = new Date(said.get('Contents/LastModified') ?? '');
        objects.push({ name: said.get('Contents/Key') ?? '', modified });
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const isCut = (said.get('ListBucketResult/IsTruncated') ?? '') === 'true';
  const next = said.get('ListBucketResult/NextContinuationToken');
  const isPage = /<ListBucketResult[\s>]/.test(xml) && /<\/ListBucketResult>\s*$/.test(xml);
  const isKnown = objects.every(({ name, modified }) => name !== '' && !Number.isNaN(modified.getTime()));
  return isPage && isKnown && isCut === (next !== undefined) ? { objects, next } : undefined;
};
