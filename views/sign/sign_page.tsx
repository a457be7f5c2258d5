import { Layout } from "../layout.tsx";
import { CodeEndScript } from "../parts/code_end.tsx";
import { Notices, Renewal, RenewHead } from "../parts/notices.tsx";
import { PasskeyScripts } from "../staff/passkey_form.tsx";
import { herePath, waits } from "./polling.ts";
import { SigningPanel, type SigningPanelProps } from "./signing_panel.tsx";
import { statusCopy } from "./status_copy.ts";

interface Props extends SigningPanelProps {
  /** Without script a following page reloads itself; a link stops that. */
  readonly stay: boolean;
}

/** The whole sign page of one signing, from the facts and nothing else. */
export function SignPage({ stay, ...given }: Props) {
  const { frame, view } = given;
  const here = herePath(view);
  const renews = waits(view) && !stay;
  return (
    <Layout
      frame={frame}
      title={statusCopy(view, frame.lang).title}
      mode={view.merchant.mode}
      width="column"
      head={renews ? <RenewHead here={here} /> : (
        <>
          {view.signature === "offered" ? <PasskeyScripts frame={frame} /> : null}
          {view.standing.state === "ready" && view.plan.verifyPhone
            ? <CodeEndScript frame={frame} />
            : null}
        </>
      )}
    >
      <Notices frame={frame} here={here} />
      <SigningPanel {...given} />
      {renews ? <Renewal frame={frame} here={here} /> : null}
    </Layout>
  );
}
