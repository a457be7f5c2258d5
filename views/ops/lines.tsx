/** Texts that machines made, each on a line of its own. */
export function Lines({ texts }: { readonly texts: readonly string[] }) {
  return <>{texts.map((text) => <span key={text} class="mono line">{text}</span>)}</>;
}
