import { readFile } from "node:fs/promises";
import * as z from "zod";
import { merchantNo } from "../core/id.ts";
import { allScopes } from "../core/merchant/merchant_key.ts";
import { decideReview } from "../core/review/decide_review.ts";
import { openReview, type Proposed } from "../core/review/open_review.ts";
import { reviewResource } from "../core/review/review_resource.ts";
import { isAccountNo } from "../core/settlement/settlement_account.ts";
import { sharingFacts } from "../core/sharing/sharing_resource.ts";
import { withdrawSharing } from "../core/sharing/withdraw_sharing.ts";
import type { BusinessDay } from "../core/time.ts";
import { publicJwk, readJwk, weaknessOf } from "../routes/api/v1/jwk.ts";
import { ConfigError } from "./config.ts";
import { type Act, type Args, idOf, shown } from "./operator_act.ts";
import { operatorText } from "./operator_text.ts";

const accountFile = z.strictObject({
  bank: operatorText(64),
  holder: operatorText(64),
  account_no: z.string().refine(isAccountNo, "expected 8 to 32 digits"),
});

const day = z.iso.date("expected a day such as 2026-11-20");
const sharingArgs = z.strictObject({
  agreement: operatorText(64),
  covers: z.enum(["children", "all_below"]),
  first: day,
  last: day,
  share: z.enum(["contracts"]).optional(),
  may: z.string().optional().transform((text) => text?.split(",") ?? []).pipe(
    z.array(z.enum(allScopes)),
  ),
}).refine(({ first, last }) => first <= last, "--last must not be before --first")
  .refine(({ share, may }) => share !== undefined || may.length > 0, "give --share or --may");

/** What takes two people: one proposes, another confirms, each named with `--as`. */
export const reviewActs = {
  propose_settlement_account: {
    usage: "<merchant_no> --file <account.json> --as <name>",
    options: ["file", "as"],
    act: async (deps, args) => {
      const file = args.needed("file", "a file keeps the number out of the shell's history");
      const given = parsed(accountFile, JSON.parse(await readFile(file, "utf8")));
      const { bank, holder, account_no: accountNo } = given;
      return await propose(deps, args, {
        kind: "settlement_account",
        account: { bank, holder, accountNo },
      });
    },
  },
  propose_sharing: {
    usage:
      "<parent_no> --agreement <no> --covers children|all_below --first <day> --last <day> [--share contracts] [--may create,sign,charge,refund] --as <name>",
    options: ["agreement", "covers", "first", "last", "share", "may", "as"],
    act: async (deps, args) => {
      const given = parsed(
        sharingArgs,
        Object.fromEntries(
          ["agreement", "covers", "first", "last", "share", "may"].flatMap((name) => {
            const value = args.given(name);
            return value === undefined ? [] : [[name, value]];
          }),
        ),
      );
      return await propose(deps, args, {
        kind: "sharing_agreement",
        agreed: {
          agreementNo: given.agreement,
          covers: given.covers,
          firstDay: given.first as BusinessDay,
          lastDay: given.last as BusinessDay,
          sharesContracts: given.share === "contracts",
          parentMay: allScopes.filter((each) => given.may.includes(each)),
        },
      });
    },
  },
  propose_key: {
    usage: "<merchant_no> --file <public_jwk.json> --as <name>",
    options: ["file", "as"],
    act: async (deps, args) => {
      const file = args.needed("file", "it holds the public JWK");
      const given = parsed(publicJwk, JSON.parse(await readFile(file, "utf8")));
      const jwk = await readJwk(given);
      if ("path" in jwk) throw new ConfigError(`${jwk.path} ${jwk.detail}`);
      const weakness = given.kty === "RSA" ? weaknessOf(given.n) : undefined;
      if (weakness) throw new ConfigError(`${weakness.path} ${weakness.detail}`);
      return await propose(deps, args, { kind: "merchant_key", ...jwk });
    },
  },
  propose_closing: {
    usage: "<merchant_no> --reason <why> --as <name>",
    options: ["reason", "as"],
    act: async (deps, args) => {
      const reason = args.needed("reason", "a closed number never opens again");
      return await propose(deps, args, { kind: "closing", reason });
    },
  },
  confirm_review: {
    usage: "<review_id> --as <name>",
    options: ["as"],
    act: (deps, args) => decide(deps, args, "confirmed"),
  },
  withdraw_review: {
    usage: "<review_id> --as <name>",
    options: ["as"],
    act: (deps, args) => decide(deps, args, "withdrawn"),
  },
  withdraw_sharing: {
    usage: "<agreement_id> [--as <name>]",
    options: ["as"],
    act: async (deps, { about, by }) =>
      shown(
        await withdrawSharing(deps, { agreementId: idOf("agr", about), by }),
        (agreement) => ({
          agreement_id: agreement.agreementId,
          ...sharingFacts(agreement),
          state: agreement.state,
        }),
      ),
  },
} as const satisfies Readonly<Record<string, Act>>;

type Deps = Parameters<Act["act"]>[0];

async function propose(deps: Deps, { about, by }: Args, proposed: Proposed) {
  const made = await openReview(deps, { merchantNo: merchantNo(about), proposed, by });
  return shown(made, reviewResource);
}

async function decide(deps: Deps, { about, by }: Args, verdict: "confirmed" | "withdrawn") {
  const reviewId = idOf("rvw", about);
  return shown(await decideReview(deps, { reviewId, verdict, by }), reviewResource);
}

function parsed<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const result = schema.safeParse(given);
  if (!result.success) throw new ConfigError(z.prettifyError(result.error));
  return result.data;
}
