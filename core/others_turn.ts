/** A file answers before a read returns, so without it long work would hold up every other request. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
