export interface Asset {
  /** Content type. */
  readonly type: string;
  readonly read: () => Promise<string>;
}

/**
 * Files of style and script by their hashed name, e.g. `app.3f9c2a1b.css`: new content gets a new name, so caches are
 * never stale.
 */
export type Assets = ReadonlyMap<string, Asset>;

/** The hashed name of `source`, e.g. `app.css`. Throws when no such file was built. */
export function assetName(assets: Assets, source: string): string {
  const dot = source.lastIndexOf(".");
  const [stem, ending] = [source.slice(0, dot), source.slice(dot)];
  for (const name of assets.keys()) {
    if (name.length === source.length + 1 + HASH_LENGTH) {
      if (name.startsWith(`${stem}.`) && name.endsWith(ending)) return name;
    }
  }
  throw new RangeError(`Cannot find asset "${source}": built are ${[...assets.keys()].join(", ")}`);
}

export const HASH_LENGTH = 8;
