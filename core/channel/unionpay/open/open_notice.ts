import type { Deps } from "../../../deps.ts";
import { isMerchantNo, type MerchantNo } from "../../../id.ts";
import { NOTICE_CONTEXT } from "../../../open_platform/open_app.ts";
import { noticeKeysOf } from "../../../open_platform/notice_keys.ts";
import type { OpenContract } from "../../../open_platform/open_platform_store.ts";
import { ok, rejected, type Result } from "../../../result.ts";
import type { ContractNotice, NoticeRefusal } from "../../channel.ts";
import type { HttpRequest } from "../../http.ts";
import { type Fields, parseNotice } from "../fields.ts";
import { contractIdIn } from "./contract_code.ts";
import { isSignedByPlatform } from "./open_signature.ts";

type NoticeDeps = Pick<Deps, "load" | "write" | "openPlatform" | "vault" | "now">;

/** Where a number's notices of the platform go: beside the gateway's, with a signature of their own. */
export function isOpenNotice({ url }: Pick<HttpRequest, "url">): boolean {
  return new URL(url).pathname.endsWith("/contracts");
}

/** The platform wants to hear this, and no other words. */
export const openAcknowledgement = {
  contentType: "application/json; charset=utf-8",
  body: JSON.stringify({ resp: "00" }),
} as const;

/**
 * A notice of the open platform. Nobody has published what is in one, so it is read tolerantly: what names a contract
 * of ours and does not say clearly what became of it makes us ask. Each genuine one is kept as it came.
 */
export async function readOpenNotice(
  deps: NoticeDeps,
  { url, body }: HttpRequest,
): Promise<Result<ContractNotice, NoticeRefusal>> {
  const merchantNo = new URL(url).pathname.split("/").at(-2) ?? "";
  if (!isMerchantNo(merchantNo)) return refused("notice_not_readable", "it names no number");
  const [ownApp] = await deps.load(deps.openPlatform.appOf(merchantNo));
  if (!ownApp) return refused("notice_not_readable", "it names no number that has an app here");

  const fields = fieldsOf(body);
  if (!fields) return refused("notice_not_readable", "it is neither a form nor JSON", merchantNo);
  const appId = fields.get("appId") ?? ownApp.appId;
  // The number may have another app since the contract was signed.
  const [app] = await deps.load(deps.openPlatform.app(appId));
  if (app?.mode !== ownApp.mode) {
    return refused("notice_facts_differ", "it is for an app that is not known here", merchantNo);
  }
  const keys = await noticeKeysOf(app.noticeKeys);
  if (!keys.ok || !await isSignedByPlatform(fields, keys.value)) {
    return refused("notice_signature_wrong", "it is not signed by the open platform", merchantNo);
  }

  const known = await contractIn(deps, fields);
  const change = changeIn(fields);
  await deps.write(deps.openPlatform.keepNotice({
    appId,
    at: deps.now(),
    contractId: known?.contractId,
    understood: known !== undefined && change !== "unclear",
    sealedBody: await deps.vault.seal(body, NOTICE_CONTEXT),
  }));
  if (!known) return refused("notice_facts_differ", "it names no contract of ours", merchantNo);
  const differs = differsFrom(known, appId, fields);
  if (differs) return refused("notice_facts_differ", `it states another ${differs}`, merchantNo);

  const head = { about: "contract", contractId: known.contractId } as const;
  switch (change) {
    case "ended":
      return ok({ ...head, outcome: "terminated", by: "consumer" });
    case "signed": {
      const channelContractNo = fields.get("contractId");
      return channelContractNo
        ? ok({ ...head, outcome: "signed", channelContractNo })
        : ok({ ...head, outcome: "unclear", merchantNo });
    }
    case "unclear":
      return ok({ ...head, outcome: "unclear", merchantNo });
  }
}

const BODY_CHARS_MAX = 64 * 1024;

function fieldsOf(body: string): Fields | undefined {
  if (body.length > BODY_CHARS_MAX) return undefined;
  if (!body.trimStart().startsWith("{")) {
    const form = parseNotice(body);
    return form.ok ? form.value : undefined;
  }
  try {
    const entries = Object.entries(JSON.parse(body)).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, `${value}`] as const] : []
    );
    return new Map(entries);
  } catch {
    return undefined;
  }
}

async function contractIn(
  { load, openPlatform }: Pick<NoticeDeps, "load" | "openPlatform">,
  fields: Fields,
): Promise<OpenContract | undefined> {
  const byCode = contractIdIn(fields.get("contractCode"));
  const [found] = byCode
    ? await load(openPlatform.contract(byCode))
    : await load(openPlatform.contractByNo(fields.get("contractId") ?? ""));
  return found;
}

/** What it says of the contract otherwise than we know it. */
function differsFrom(known: OpenContract, appId: string, fields: Fields): string | undefined {
  const facts = {
    app: [known.appId, appId],
    openId: [known.openId, fields.get("openId")],
    planId: [known.templateId, fields.get("planId")],
    contractId: [known.contractNo, fields.get("contractId")],
  };
  return Object.entries(facts).find(([, [ours, theirs]]) =>
    ours !== undefined && theirs !== undefined && ours !== theirs
  )?.[0];
}

/** What a notice of an end has at most; the address that it comes to is for these alone. */
const USUAL = new Set([
  ...["appId", "openId", "unionId", "planId", "contractId", "contractCode"],
  ...["operateTime", "operationTime", "timestamp", "nonceStr", "signature"],
]);

function changeIn(fields: Fields): "ended" | "signed" | "unclear" {
  const status = fields.get("contractStatus");
  if (status === "3") return "ended";
  if (status === "1") return "signed";
  if (status !== undefined) return "unclear";
  const isUsual = [...fields.keys()].every((name) => USUAL.has(name));
  const isTimed = fields.has("operateTime") || fields.has("operationTime");
  return isUsual && isTimed ? "ended" : "unclear";
}

function refused(
  code: NoticeRefusal["code"],
  detail: string,
  merchantNo?: MerchantNo,
): Result<never, NoticeRefusal> {
  return rejected({ code, detail, ...(merchantNo ? { merchantNo } : {}) });
}
