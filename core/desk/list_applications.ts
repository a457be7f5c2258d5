import type { AppApplication } from "../app/app_application.ts";
import type { Application } from "../application/application.ts";
import type { Deps } from "../deps.ts";
import { type Page, PAGE_ROWS, pageOf } from "./list_unclear.ts";
import type { Place } from "./queue.ts";

/** Applications for live numbers and for app ids in one line, oldest first, in one round trip. */
export async function listApplications(
  { load, desk }: Deps,
  past: Place | undefined,
): Promise<Page<Application | AppApplication>> {
  const page = { past, max: PAGE_ROWS + 1 };
  const [numbers, apps] = await load(desk.applications(page), desk.appApplications(page));
  const rows = [...numbers, ...apps].sort((a, b) =>
    a.submittedAt - b.submittedAt || (a.applicationId < b.applicationId ? -1 : 1)
  );
  return pageOf(rows, ({ submittedAt: at, applicationId: id }) => ({ at, id }));
}
