import type { Frame } from "../frame.ts";
import { ScreenFrame } from "./screen_frame.tsx";
import { ScreenPanel } from "./screen_panel.tsx";
import { asksOf, type Place, type Shown } from "./shown.ts";
import { statusCopy } from "./status_copy.ts";

interface Props {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly place: Place;
}

/** The whole of a shop's screen, from the facts and nothing else. */
export function ScreenPage({ frame, shown, place }: Props) {
  return (
    <ScreenFrame
      frame={frame}
      title={statusCopy(shown, frame.lang).title}
      mode={shown.merchant.mode}
      till={place === "till"}
      renews={asksOf(shown, place)?.here}
    >
      <ScreenPanel frame={frame} shown={shown} place={place} />
    </ScreenFrame>
  );
}
