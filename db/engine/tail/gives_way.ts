import type { Holder } from "../../../core/watch.ts";

interface Held {
  readonly holder: Holder | undefined;
}

/**
 * When there are no more places: the oldest of the source that has most, if the newcomer's has fewer; of one source,
 * the oldest of the page that has most. A till gives way to nobody, and anyone else to a till. Whoever gives way goes
 * on polling.
 */
export function givesWay<E extends Held>(entries: Iterable<E>, newcomer: Holder): E | undefined {
  const others = [...entries].filter(({ holder }) => !holder?.till);
  const sources = counted(others, ({ holder }) => holder?.source);
  const pages = counted(others, ({ holder }) => `${holder?.source} ${holder?.page}`);
  const ofSource = (holder: Holder | undefined) => sources.get(holder?.source) ?? 0;
  const ofPage = (holder: Holder | undefined) =>
    pages.get(`${holder?.source} ${holder?.page}`) ?? 0;

  const [first, ...rest] = others;
  if (!first) return undefined;
  const greediest = rest.reduce((most, each) => {
    const more = ofSource(each.holder) - ofSource(most.holder);
    return more > 0 || (more === 0 && ofPage(each.holder) > ofPage(most.holder)) ? each : most;
  }, first);
  if (newcomer.till) return greediest;
  const fewer = ofSource(newcomer) < ofSource(greediest.holder);
  const own = newcomer.source === greediest.holder?.source;
  return fewer || (own && ofPage(newcomer) < ofPage(greediest.holder)) ? greediest : undefined;
}

function counted<E, K>(entries: readonly E[], keyOf: (entry: E) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return counts;
}
