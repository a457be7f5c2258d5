import type { Context } from "hono";
import type { Desk } from "../../../core/paths.ts";
import { UnknownPage } from "../../../views/staff/unknown_page.tsx";
import { render } from "../render.tsx";
import type { StaffEnv } from "./needs.tsx";

/** There is no such thing here; somebody else's is as absent as one that never was. */
export function unknownAtDesk(c: Context<StaffEnv>, desk: Desk): Response {
  const { frame, who } = c.var;
  return render(c, {
    page: () => <UnknownPage frame={frame} desk={desk} who={who} />,
    status: 404,
  });
}
