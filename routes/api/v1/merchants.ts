import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { isMerchantNo, type MerchantNo } from "../../../core/id.ts";
import { applicationResource } from "../../../core/application/application_resource.ts";
import { submitApplication } from "../../../core/application/submit_application.ts";
import { changeChild } from "../../../core/merchant/change_child.ts";
import { merchantResource } from "../../../core/merchant/merchant_resource.ts";
import { openChild } from "../../../core/merchant/open_child.ts";
import { paths } from "../../../core/paths.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { pageOf } from "../resources.ts";
import { answerPage, howToPage, listRefusals, pageFields } from "./list.ts";
import {
  application,
  formOf,
  merchantName,
  productList,
  reference,
  returnUrls,
} from "./merchant_fields.ts";
import { applicationShape, merchantShape, newMerchantShape } from "./merchant_shapes.ts";
import { originsIn } from "./origins_field.ts";

const merchantPage = fields(pageFields);
const merchant = { description: "The merchant number.", body: merchantShape };

/** A merchant number's own children, and everything below them. */
export function merchantRoutes(deps: Deps): Hono<ApiEnv> {
  const embedOrigins = originsIn(deps.config.demo);
  const newChild = fields({
    name: merchantName,
    reference: reference.nullish().meta({
      description: "Your own name for it; the same again is the same child.",
    }),
    products: productList.nullish(),
    return_urls: returnUrls.nullish(),
    embed_origins: embedOrigins.nullish(),
    application: application.nullish().meta({
      description: "For a live number, with a `reference`: who it is for. It is examined first.",
    }),
  });
  const changes = fields({
    name: merchantName.optional(),
    products: productList.optional(),
    return_urls: returnUrls.optional(),
    embed_origins: embedOrigins.optional(),
  });
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Merchants",
        summary: "Open a merchant number below yours",
        act: "settings",
        description:
          "A test number is opened at once, and the answer has its first secret key, which is shown only then. " +
          "A live number is applied for: the operator decides, and the answer is the application. " +
          "With a `reference`, repeating the request returns the same child or application; after a rejection, the next form is the application's next version.",
        body: newChild,
        answers: {
          201: { description: "The new merchant number.", body: newMerchantShape },
          202: { description: "The application for a live number.", body: applicationShape },
          200: {
            description: "The child already opened under this reference.",
            body: newMerchantShape,
          },
        },
        refusals: [
          "merchant_not_active",
          "products_beyond_parent",
          "return_url_not_allowed",
          "reference_reused",
          "children_too_many",
          "application_required",
          "application_only_live",
          "application_pending",
          "licence_no_wrong",
        ],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const caller = c.get("caller");
        const settings = {
          name: body.name,
          returnUrls: body.return_urls ?? [],
          embedOrigins: body.embed_origins ?? [],
        };
        const ownName = body.reference ?? undefined;
        if (body.application && ownName !== undefined) {
          const form = {
            ...settings,
            reference: ownName,
            products: body.products ?? [],
            ...formOf(body.application),
          };
          const submitted = await submitApplication(deps, { caller, form });
          if (!submitted.ok) return problem(c, submitted.error);
          c.header("Location", paths.merchantApplication(submitted.value.applicationId));
          return c.json(applicationResource(submitted.value), 202);
        }
        if (body.application) return problem(c, { code: "application_required" });
        const opened = await openChild(deps, {
          caller,
          ...settings,
          reference: ownName,
          products: body.products ?? undefined,
        });
        if (!opened.ok) return problem(c, opened.error);
        const { secretKey } = opened.value;
        c.header("Location", paths.merchant(opened.value.merchant.merchantNo));
        return c.json(
          { ...merchantResource(opened.value), secret_key: secretKey ?? null },
          secretKey === undefined ? 200 : 201,
        );
      },
    )
    .get(
      "/",
      operation({
        tag: "Merchants",
        summary: "List the merchant numbers below yours, at any depth",
        description: howToPage,
        query: merchantPage,
        reads: true,
        answers: {
          200: { description: "A page of merchant numbers.", body: pageOf(merchantShape) },
        },
        refusals: [...listRefusals],
      }),
      (c) =>
        answerPage(c, deps, c.req.valid("query"), {
          parse: parseNo,
          find: deps.merchants.listBelow,
          known: deps.merchants.inLine,
          idOf: ({ merchant }) => merchant.merchantNo,
          show: (each) => merchantResource(each),
        }),
    )
    .get(
      "/:merchant_no",
      operation({
        tag: "Merchants",
        summary: "Get your merchant number or one below it",
        reads: true,
        answers: { 200: merchant },
        refusals: ["merchant_not_found"],
      }),
      async (c) => {
        const no = parseNo(c.req.param("merchant_no"));
        if (!no) return merchantNotFound(c);
        const caller = c.get("caller");
        const [calling, found, account] = await deps.load(
          deps.merchants.calling(caller),
          deps.merchants.inLine(caller, no),
          deps.settlements.inForce(no),
        );
        if (!calling) return problem(c, { code: "key_unknown" });
        if (!found) return merchantNotFound(c);
        const own = calling.merchantNo === no;
        return c.json(merchantResource(found, own ? account : undefined));
      },
    )
    .patch(
      "/:merchant_no",
      operation({
        tag: "Merchants",
        summary: "Change a merchant number below yours",
        act: "settings",
        description:
          "What is omitted stays as it is; a list replaces the previous one. Name and products of a live number are changed by the operator.",
        body: changes,
        answers: { 200: { ...merchant, description: "The merchant number afterwards." } },
        refusals: [
          "merchant_not_found",
          "merchant_not_active",
          "merchant_change_not_allowed",
          "products_beyond_parent",
          "return_url_not_allowed",
          "products_below_children",
        ],
      }),
      async (c) => {
        const no = parseNo(c.req.param("merchant_no"));
        if (!no) return merchantNotFound(c);
        const body = c.req.valid("json");
        const changed = await changeChild(deps, {
          caller: c.get("caller"),
          merchantNo: no,
          changes: {
            ...(body.name === undefined ? {} : { name: body.name }),
            ...(body.products === undefined ? {} : { products: body.products }),
            ...(body.return_urls === undefined ? {} : { returnUrls: body.return_urls }),
            ...(body.embed_origins === undefined ? {} : { embedOrigins: body.embed_origins }),
          },
        });
        return changed.ok ? c.json(merchantResource(changed.value)) : problem(c, changed.error);
      },
    );
}

function parseNo(text: string): MerchantNo | undefined {
  return isMerchantNo(text) ? text : undefined;
}

function merchantNotFound(c: Context): Response {
  return problem(c, { code: "merchant_not_found" });
}
