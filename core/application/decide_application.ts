import { type Actor, byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import {
  type EnterpriseStopped,
  type LegalNameDiffers,
  otherName,
  stoppedEnterprise,
} from "../enterprise/enterprise.ts";
import type { DomainEvent } from "../event.ts";
import type { ApplicationId } from "../id.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { newMerchant } from "../merchant/new_merchant.ts";
import { beyondParent, type ProductsBeyondParent } from "../merchant/products.ts";
import { randomMerchantNo } from "../merchant/random_merchant_no.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { setAccount } from "../settlement/set_account.ts";
import {
  type Application,
  applicationMachine,
  type ApplicationState,
  openPrivate,
} from "./application.ts";

export interface DecideApplication {
  readonly applicationId: ApplicationId;
  readonly verdict:
    | { readonly type: "approved" }
    | { readonly type: "rejected"; readonly reason: string };
  /** The version that was looked at; absent: the latest, whatever it says. */
  readonly version?: number | undefined;
  /** Whoever is signed in at the desk, or somebody with a shell of ours. */
  readonly by: SignedIn | Actor;
}

export type DecideApplicationRefusal =
  | { readonly code: "application_not_found"; readonly application_id: string }
  | {
    readonly code: "application_already_decided";
    readonly application_id: ApplicationId;
    readonly state: ApplicationState;
  }
  | {
    readonly code: "application_changed";
    readonly application_id: ApplicationId;
    readonly version: number;
  }
  /** Nobody decides what they filed. */
  | { readonly code: "second_person_needed" }
  | MerchantNotActive
  | ProductsBeyondParent
  | LegalNameDiffers
  | EnterpriseStopped;

/**
 * An operator's decision on the latest version of an application. An approval opens the number, with its legal subject
 * and its settlement account, in the same write; nobody can act for it until two people register its first key. Repeating
 * a decision changes nothing. The write refuses whoever filed it.
 */
export function decideApplication(
  deps: Deps,
  { applicationId, verdict, version: looked, by: decider }: DecideApplication,
): Promise<Result<Application, DecideApplicationRefusal>> {
  const here = "session" in decider ? decider : undefined;
  const by = "session" in decider ? byStaff(decider.staff.staffId) : decider;
  const decidedBy = here?.staff.staffId;
  return retryOnConflict(async () => {
    const [application] = await deps.load(deps.applications.byId(applicationId));
    if (!application) {
      return rejected({ code: "application_not_found", application_id: applicationId });
    }
    if (looked !== undefined && looked !== application.version) {
      const { version } = application;
      return rejected({ code: "application_changed", application_id: applicationId, version });
    }
    if (application.state === verdict.type) return ok(application);
    if (application.state !== "submitted") {
      const { state } = application;
      return rejected({
        code: "application_already_decided",
        application_id: applicationId,
        state,
      });
    }
    const { parentNo, licenceNo, products, filedBy } = application;
    if (filedBy !== undefined && filedBy === decidedBy) {
      return rejected({ code: "second_person_needed" });
    }
    const [known] = await deps.load(deps.enterprises.byLicence(licenceNo));
    const [parent] = parentNo ? await deps.load(deps.merchants.byNo(parentNo)) : [undefined];
    const at = parent ? merchantNow(parent, deps.now()) : deps.now();
    const decided = {
      ...application,
      state: applicationMachine[application.state][verdict.type],
      rejectionReason: verdict.type === "rejected" ? verdict.reason : undefined,
      decidedAt: at,
      decidedBy,
    };
    const event = (application: Application): DomainEvent => ({
      type: `application.${verdict.type}`,
      application,
      within: here?.session.sessionId,
      eventId: deps.newId("evt"),
      at,
      by,
    });
    if (verdict.type === "rejected") {
      await deps.commit([event(decided)]);
      return ok(decided);
    }
    const { legalName } = application;
    const refused = notActive(parent) ?? beyondParent(products, parent) ??
      otherName(known, { name: legalName }) ?? stoppedEnterprise(known);
    if (refused) return rejected(refused);

    const merchantNo = randomMerchantNo(deps.random);
    const { name, returnUrls, embedOrigins, reference } = application;
    const opened = newMerchant(deps, {
      merchantNo,
      mode: "live",
      name,
      products,
      returnUrls,
      embedOrigins,
      reference,
      enterprise: { licenceNo, name: legalName },
      app: application.app,
    }, { parent, known, at, by });
    const { account } = await openPrivate(deps.vault, application);
    const settled = await setAccount(deps, { merchantNo, account, previous: undefined }, {
      at,
      by,
    });
    const approved: Application = { ...decided, merchantNo };
    await deps.commit([event(approved), ...opened.events, ...settled]);
    return ok(approved);
  });
}
