import { applicationResource } from "../core/application/application_resource.ts";
import { decideApplication } from "../core/application/decide_application.ts";
import { ok } from "../core/result.ts";
import { type Act, idOf, shown } from "./operator_act.ts";

const WAITING_SHOWN_MAX = 100;

/** What an operator can do with applications for live merchant numbers. */
export const applicationActs = {
  list_applications: {
    usage: "",
    about: "nothing",
    act: async (deps) => {
      const [waiting] = await deps.load(deps.applications.waiting(WAITING_SHOWN_MAX));
      return ok(waiting.map(applicationResource));
    },
  },
  approve_application: {
    usage: "<application_id> --as <name>",
    options: ["as"],
    act: async (deps, { about, by }) => {
      const applicationId = idOf("apl", about);
      const verdict = { type: "approved" } as const;
      return shown(
        await decideApplication(deps, { applicationId, verdict, by }),
        applicationResource,
      );
    },
  },
  reject_application: {
    usage: "<application_id> --reason <why> --as <name>",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", "the applicant will see it");
      const applicationId = idOf("apl", about);
      const verdict = { type: "rejected", reason } as const;
      return shown(
        await decideApplication(deps, { applicationId, verdict, by }),
        applicationResource,
      );
    },
  },
} as const satisfies Readonly<Record<string, Act>>;
