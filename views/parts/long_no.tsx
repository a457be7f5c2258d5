interface Props {
  /** A number that someone else assigned. */
  readonly no: string;
}

/** What stays of a number's end when its middle has no room; the style sheet counts on it. */
const TAIL = 6;

/** A number shortened in the middle where it has no room; whole for whoever copies, hears or points at it. */
export function LongNo({ no }: Props) {
  if (no.length <= 2 * TAIL) return <bdi class="no mono">{no}</bdi>;
  return (
    <bdi class="no mono" title={no}>
      <span>{no.slice(0, -TAIL)}</span>
      {no.slice(-TAIL)}
    </bdi>
  );
}
