import { rfc3339, shanghaiTime } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { BrandMark } from "../parts/brand.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { tile } from "../parts/tile.tsx";
import type { Shown } from "./shown.ts";
import { screenWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly shown: Extract<Shown, { state: "idle" }>;
}

/** A till without an order: whose it is, what time it is, what it is waiting for, and that it would hear of it. */
export function Idle({ frame, shown: { merchant, screen, now } }: Props) {
  const s = screenWords(frame.lang);
  return (
    <>
      <p class="wordmark caption">
        {tile} <bdi>{frame.institution}</bdi>
      </p>
      <div class="words">
        <time class="clock" datetime={rfc3339(now)}>{shanghaiTime(now).slice(11, 16)}</time>
        <BrandMark brand={merchant.brand} />
        <h1 id="state">
          <bdi>{merchant.name}</bdi>
        </h1>
        <p class="rest">{s.ready}</p>
      </div>
      <p class="till caption">
        <bdi>{screen.name}</bdi>
        <span class="connected jade">
          <StateMark mark="paid" /> {s.connected}
        </span>
      </p>
    </>
  );
}
