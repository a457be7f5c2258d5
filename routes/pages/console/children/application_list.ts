import type { Application } from "../../../../core/application/application.ts";
import type { ApplicationId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { applicationColumns } from "../../../../views/console/children/application_columns.tsx";
import { childWords } from "../../../../views/console/children/child_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = {
  state: choice(["submitted", "approved", "rejected"]),
} satisfies Readonly<Record<string, Filter>>;

/** What live numbers were applied for, of each the latest version. */
export const applicationList: ConsoleList<typeof filters, Application> = {
  noun: "applications",
  section: "applications",
  permission: "children:read",
  filters,
  days: false,
  search: (deps, caller, page, { state }) =>
    deps.applications.search(
      caller,
      { ...page, past: page.past as ApplicationId | undefined },
      state,
    ),
  prefix: "apl",
  idOf: ({ applicationId }) => applicationId,
  hrefTo: ({ applicationId }) => paths.consoleApplication(applicationId),
  columns: applicationColumns,
  words: (lang) => {
    const w = childWords(lang);
    return {
      title: w.applicationsTitle,
      labels: w.labels,
      none: w.applicationsNone,
      options: { state: w.applicationStates },
    };
  },
};
