import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { words } from "../words.ts";

interface Props {
  readonly frame: Frame;
}

/** A checkout link without an order: says so, and what to do. */
export function UnknownOrderPage({ frame }: Props) {
  return (
    <Layout frame={frame} title={words(frame.lang).titles.unknown} mode="live">
      <UnknownOrder frame={frame} />
    </Layout>
  );
}

export function UnknownOrder({ frame }: Props) {
  const w = words(frame.lang);
  return (
    <div class="card stack short">
      <h1 id="state" tabindex={-1}>{w.unknownOrder}</h1>
      <p>{w.unknownOrderHelp}</p>
    </div>
  );
}
