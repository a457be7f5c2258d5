import type { Deps } from "../deps.ts";
import { addEndpoint } from "../webhook/add_endpoint.ts";
import type { Endpoint } from "../webhook/endpoint.ts";
import type { Plan } from "./plan.ts";

/**
 * From the approval on, the application form's unsign-notice URL gets a webhook for every end of the merchant's
 * contracts, like any other endpoint: signed, retried, in order. Its secret is shown when the merchant rotates it.
 */
export async function hearOfUnsigns(deps: Deps, plan: Plan): Promise<void> {
  const { merchantNo, unsignNoticeUrl: url } = plan;
  if (url === undefined) return;
  const caller = { type: "portal", merchantNo } as const;
  const [endpoints] = await deps.load(deps.endpoints.list(caller));
  if (endpoints.some((each) => each.url === url && hearsOfUnsigns(each))) return;
  const eventTypes = ["contract.terminated"] as const;
  const added = await addEndpoint(deps, { caller, url, eventTypes, merchantNos: [] });
  if (!added.ok) {
    const { code } = added.error;
    deps.log.warn("unsign-notice address not added", { plan_id: plan.planId, code });
  }
}

/** For all of them: an endpoint that is disabled, or subscribes to other types or only some children, is not enough. */
function hearsOfUnsigns({ state, eventTypes, merchantNos }: Endpoint): boolean {
  const types = eventTypes.length === 0 || eventTypes.includes("contract.terminated");
  return state === "enabled" && types && merchantNos.length === 0;
}
