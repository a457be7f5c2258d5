import type { Launch } from "../../core/channel/outcome.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";

interface Props {
  readonly frame: Frame;
  readonly title: string;
  readonly mode: Mode;
  readonly launch: Extract<Launch, { type: "form" }>;
  /** On the button. */
  readonly leave: string;
}

/** Leads to the channel's own page by a form that the browser posts there: by itself, or by its button without script. */
export function LeavePage({ frame, title, mode, launch, leave }: Props) {
  const { nonce, asset } = frame;
  return (
    <Layout
      frame={frame}
      title={title}
      mode={mode}
      script={false}
      head={<script src={asset("leave.js")} nonce={nonce} type="module" />}
    >
      <div class="stack">
        <h1>{title}</h1>
        <form class="actions" method="post" action={launch.action} data-leave="">
          {Object.entries(launch.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button class="button" type="submit">{leave}</button>
        </form>
      </div>
    </Layout>
  );
}
