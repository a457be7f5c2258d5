import type { Context } from "hono";
import type { Desk } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { ForbiddenPage } from "../../../views/staff/forbidden_page.tsx";
import { render } from "../render.tsx";
import type { StaffEnv } from "./needs.tsx";

/** Whether a list is asked for as a file, or the answer to whoever may see the list and not take it away. */
export function asksForFile(c: Context<StaffEnv>, desk: Desk): boolean | Response {
  if (c.req.query("format") !== "csv") return false;
  const { frame, who } = c.var;
  if (permits(who.role, "exports:read")) return true;
  const page = () => <ForbiddenPage frame={frame} desk={desk} who={who} />;
  return render(c, { page, status: 403 });
}
