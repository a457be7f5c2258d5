const HOST_CHARACTERS_MAX = 22;

/** What people call an endpoint: its host, shortened at the front, where hosts differ least. */
export function hostOf(url: string): string {
  const host = URL.parse(url)?.host ?? url;
  return host.length <= HOST_CHARACTERS_MAX ? host : `…${host.slice(1 - HOST_CHARACTERS_MAX)}`;
}
