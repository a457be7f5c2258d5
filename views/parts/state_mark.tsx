/** One shape and one hue for each state a page can be in; text always stands beside it. */
const marks = [
  "processing",
  "unclear",
  "paid",
  "failed",
  "expired",
  "closed",
  "limit",
  "offline",
  "other",
  "wrongapp",
] as const;
export type Mark = (typeof marks)[number];

export type Hue = "jade" | "ochre" | "indigo" | "ink" | "ink-2";

/** The hue that goes with each mark: jade arrived, ochre wait or check, indigo elsewhere. */
export const hueOf: Readonly<Record<Mark, Hue>> = {
  processing: "ochre",
  unclear: "ochre",
  paid: "jade",
  failed: "ink",
  expired: "ink-2",
  closed: "ink-2",
  limit: "ochre",
  offline: "ochre",
  other: "indigo",
  wrongapp: "indigo",
};

const shapes: Readonly<Record<Exclude<Mark, "processing" | "other">, string>> = {
  unclear: "M8 9a4 4 0 1 1 5.6 3.7c-1.1.5-1.6 1.1-1.6 2.3M12 18.8v.4",
  paid: "M4.5 12.5 10 18 20 6.5",
  failed: "M6 6 18 18M18 6 6 18",
  expired: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2.5",
  closed: "M4 12H20",
  limit: "M5 6H19M12 6V19",
  offline: "M3 12H8M16 12H21M10 9 9 15M15 9 14 15",
  wrongapp: "M7 17 17 7M9 7H17V15",
};

/** The state's mark, 24 px, for the eye only: put it before the words that say the same. */
export function StateMark({ mark }: { readonly mark: Mark }) {
  return (
    <svg class={`mark ${mark}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {mark === "processing" || mark === "other"
        ? <Dots count={mark === "other" ? 2 : 3} />
        : <path d={shapes[mark]} />}
    </svg>
  );
}

function Dots({ count }: { readonly count: 2 | 3 }) {
  const places = count === 3 ? [5, 12, 19] : [7.5, 16.5];
  return <>{places.map((x) => <circle key={x} cx={x} cy="12" r="2.4" />)}</>;
}
