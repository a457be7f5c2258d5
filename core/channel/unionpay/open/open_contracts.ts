import type { ContractId, MerchantNo } from "../../../id.ts";
import { grantContext, type OpenApp } from "../../../open_platform/open_app.ts";
import type { OpenContract } from "../../../open_platform/open_platform_store.ts";
import { after, between, type Duration, milliseconds, minutes } from "../../../time.ts";
import type {
  AskSignAtChannel,
  ContractChannel,
  EnterAtChannel,
  IdentityOutcome,
  PlanAtChannel,
  SignAtChannel,
  SignOutcome,
  UnsignAtChannel,
  UnsignOutcome,
} from "../../contract_channel.ts";
import type { HttpRequest, HttpResponse } from "../../http.ts";
import { gatewayNo } from "./contract_code.ts";
import { type OpenAnswer, openRequest, readOpenAnswer } from "./open_answer.ts";
import { createOpenTokens, type TokenDeps } from "./open_tokens.ts";
import { standingOf } from "./standing.ts";

type OpenSide = Omit<
  ContractChannel,
  "deduct" | "readDeduct" | "queryDeduction" | "readQueryDeduction"
>;

const unclear = { type: "unclear" } as const;

/** The platform answers `contract.info` from memory for so long, and blocks who asks more often. */
const INFO_EVERY: Duration = minutes(5);

/**
 * Contracts at the open platform: its own page has the person agree and gives a code; the code gives who they are; and
 * `contract.apply`, not the page, makes the contract.
 */
export function createOpenContracts(deps: TokenDeps): OpenSide {
  const { load, write, openPlatform, vault, now } = deps;
  const tokens = createOpenTokens(deps);

  return {
    codeParameter: "code",
    checksPerson: true,
    appUrl: async (page, merchantNo) => {
      const app = await appOf(merchantNo);
      if (!app) return undefined;
      const url = `${page}/app`;
      return app.launchUrl?.replaceAll("{url}", encodeURIComponent(url)) ?? url;
    },
    refusalOf: async (command) => {
      const [app, template] = await appAndTemplate(command);
      if (!app) return "contracts_not_available";
      return template?.appId === app.appId ? undefined : "plan_not_at_channel";
    },
    enterUrl,
    identify: async (code, merchantNo) => {
      const app = await appOf(merchantNo);
      return app && await ask(app, "token", { code, grantType: "authorization_code" });
    },
    readIdentity,
    sign,
    readSign: async (response, contractId) => {
      const [known] = await load(openPlatform.contract(contractId));
      if (!known) return unclear;
      const answer = await read(known.appId, response);
      if (answer?.type === "refused") return { type: "refused", reason: `open_${answer.code}` };
      return await signed(known, answer?.params["contractId"]);
    },
    querySign: ({ contractId }) => inquire(contractId),
    readQuerySign,
    unsign: async ({ contractId, channelContractNo }) => {
      const [known] = await load(openPlatform.contract(contractId));
      const app = known && await appBy(known.appId);
      if (!known || !app) return undefined;
      return await ask(app, "contract.relieve", {
        openId: known.openId,
        contractId: channelContractNo,
        planId: known.templateId,
        contractCode: gatewayNo(contractId),
      });
    },
    readUnsign: (response) => Promise.resolve(unsignOutcome(readOpenAnswer(response))),
    queryUnsign: ({ contractId }) => inquire(contractId),
    readQueryUnsign,
  };

  function appAndTemplate({ merchantNo, planId, planVersion }: PlanAtChannel) {
    return load(
      openPlatform.appOf(merchantNo),
      openPlatform.template(planId, planVersion),
    );
  }

  async function enterUrl(command: EnterAtChannel): Promise<string | undefined> {
    const { returnUrl, state } = command;
    const [app, template] = await appAndTemplate(command);
    if (!app || template?.appId !== app.appId) return undefined;
    const asked = new URLSearchParams({
      appId: app.appId,
      redirectUri: returnUrl,
      responseType: "code",
      scope: "upapi_contract",
      state,
      planId: template.templateId,
    });
    return `${app.baseUrl}/s/open/noPwd/html/open.html?${asked}`;
  }

  async function readIdentity(
    response: HttpResponse,
    merchantNo: MerchantNo | undefined,
  ): Promise<IdentityOutcome> {
    const app = await appOf(merchantNo);
    const answer = app && await read(app.appId, response);
    if (!app || !answer) return unclear;
    if (answer.type === "refused") return { type: "refused" };
    const { openId, accessToken, expiresIn } = answer.params;
    if (!openId || !accessToken) return unclear;
    const lasts = Number(expiresIn);
    const given = now();
    await write(openPlatform.keepGrant({
      appId: app.appId,
      openId,
      sealed: await vault.seal(accessToken, grantContext(app.appId, openId)),
      endsAt: after(given, milliseconds((lasts > 0 ? lasts : GRANT_SECONDS) * 1_000)),
      now: given,
    }));
    // It tells neither a name nor cards: those stay in its app.
    const nobody = { name: "", phone: "", idNumber: "", cards: [] };
    return { type: "known", person: { channelUserId: `${app.appId} ${openId}`, ...nobody } };
  }

  async function sign(command: SignAtChannel): Promise<HttpRequest | undefined> {
    const { contractId, planId, planVersion, channelUserId } = command;
    const [appId = "", openId = ""] = channelUserId.split(" ");
    const [app, template, sealed] = await load(
      openPlatform.app(appId),
      openPlatform.template(planId, planVersion),
      openPlatform.grant(appId, openId, now()),
    );
    if (!app || template?.appId !== appId || sealed === undefined) return undefined;
    const { templateId } = template;
    const accessToken = await vault.open(sealed, grantContext(appId, openId));
    const request = await ask(app, "contract.apply", {
      accessToken,
      openId,
      planId: templateId,
      contractCode: gatewayNo(contractId),
    });
    // Before it is asked for, so that what becomes of a lost answer can be found out.
    const kept = { contractId, appId, openId, templateId, contractNo: undefined };
    return request && await wrote(openPlatform.keepContract(kept)) ? request : undefined;
  }

  async function readQuerySign(
    response: HttpResponse,
    { contractId, agreedAt, at }: AskSignAtChannel,
  ): Promise<SignOutcome> {
    const [known] = await load(openPlatform.contract(contractId));
    const answer = known && await read(known.appId, response);
    if (!known || answer?.type !== "done") return unclear;
    const standing = standingOf(answer.params);
    if (standing.type === "signed") return await signed(known, standing.contractNo);
    // What it remembers may be older than the request; a request may still be on its way.
    const isOld = between(agreedAt, at) >= INFO_EVERY;
    return standing.type !== "unknown" && isOld
      ? { type: "refused", reason: "unknown_at_channel" }
      : unclear;
  }

  async function readQueryUnsign(
    response: HttpResponse,
    { contractId, channelContractNo }: UnsignAtChannel,
  ): Promise<UnsignOutcome> {
    const [known] = await load(openPlatform.contract(contractId));
    const answer = known && await read(known.appId, response);
    if (answer?.type !== "done") return unclear;
    const standing = standingOf(answer.params);
    switch (standing.type) {
      case "signed":
        // Signed again since: then this one has ended.
        return standing.contractNo === channelContractNo
          ? { type: "refused", reason: "still_signed" }
          : { type: "terminated" };
      case "ended":
      case "never_signed":
        return { type: "terminated" };
      case "unknown":
        return unclear;
    }
  }

  /** Undefined when somebody asked about the same within five minutes. */
  async function inquire(contractId: ContractId): Promise<HttpRequest | undefined> {
    const [known] = await load(openPlatform.contract(contractId));
    const app = known && await appBy(known.appId);
    if (!known || !app) return undefined;
    const { openId, templateId } = known;
    const request = await ask(app, "contract.info", { openId, planId: templateId });
    const at = now();
    const since = after(at, milliseconds(-INFO_EVERY));
    return request && await wrote(openPlatform.mayInquire(known, { now: at, since }), 1)
      ? request
      : undefined;
  }

  async function signed(known: OpenContract, contractNo: string | undefined): Promise<SignOutcome> {
    if (!contractNo) return unclear;
    await write(openPlatform.keepContract({ ...known, contractNo }));
    return { type: "signed", channelContractNo: contractNo };
  }

  async function ask(
    app: OpenApp,
    api: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<HttpRequest | undefined> {
    const backendToken = await tokens.get(app, "backend");
    if (backendToken === undefined) return undefined;
    return openRequest(app.baseUrl, api, { appId: app.appId, backendToken, ...fields });
  }

  async function read(appId: string, response: HttpResponse): Promise<OpenAnswer | undefined> {
    const answer = readOpenAnswer(response);
    if (answer?.type === "refused") await tokens.doubt(appId, "backend");
    return answer;
  }

  async function appOf(merchantNo: MerchantNo | undefined): Promise<OpenApp | undefined> {
    if (merchantNo === undefined) return undefined;
    const [app] = await load(openPlatform.appOf(merchantNo));
    return app;
  }

  async function appBy(appId: string): Promise<OpenApp | undefined> {
    const [app] = await load(openPlatform.app(appId));
    return app;
  }

  async function wrote(unit: Parameters<typeof write>[0], rows = 0): Promise<boolean> {
    const verdict = await write(unit);
    return verdict.type === "committed" && verdict.rows.flat().length >= rows;
  }
}

function unsignOutcome(answer: OpenAnswer | undefined): UnsignOutcome {
  if (answer?.type === "refused") return { type: "refused", reason: `open_${answer.code}` };
  return answer ? { type: "terminated" } : unclear;
}

const GRANT_SECONDS = 3_600;
