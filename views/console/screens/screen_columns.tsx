import type { Screen, ScreenState } from "../../../core/screen/screen.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { screenDeskWords } from "./screen_words.ts";

export const screenMarks: Readonly<Record<ScreenState, Mark>> = {
  paired: "paid",
  pairing: "processing",
  unpaired: "closed",
};

/** What a list of screens shows, and what its file has. */
export function screenColumns(lang: Lang): readonly ListColumn<Screen>[] {
  const { columns, states, pins, never } = screenDeskWords(lang);
  const pinOf = ({ pin }: Screen) => pin ? pins.set : pins.none;
  return [
    {
      csv: { header: columns.name, type: "text", of: ({ name }) => name },
      cell: ({ name }) => <bdi>{name}</bdi>,
    },
    {
      csv: { header: columns.state, type: "text", of: ({ state }) => states[state] },
      cell: ({ state }) => <StateWord mark={screenMarks[state]} text={states[state]} />,
    },
    {
      csv: { header: columns.pin, type: "text", of: pinOf },
      cell: (screen) => pinOf(screen),
    },
    {
      csv: { header: columns.seen, type: "time", of: ({ seenAt }) => seenAt },
      cell: ({ seenAt }) => seenAt === undefined ? never : <Time at={seenAt} lang={lang} />,
    },
    {
      csv: {
        header: columns.pairedAt,
        type: "time",
        of: (screen) => screen.state === "paired" ? screen.pairedAt : undefined,
      },
    },
    { csv: { header: columns.refundMax, type: "amount", of: (s) => s.refundLimit.each } },
    { csv: { header: columns.refundDayMax, type: "amount", of: (s) => s.refundLimit.perDay } },
    { csv: { header: columns.created, type: "time", of: ({ createdAt }) => createdAt } },
    { csv: { header: columns.screenId, type: "text", of: ({ screenId }) => screenId } },
  ];
}
