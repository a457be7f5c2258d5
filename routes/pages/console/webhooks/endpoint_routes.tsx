import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { merchantNow } from "../../../../core/merchant/merchant.ts";
import { paths } from "../../../../core/paths.ts";
import { permits } from "../../../../core/permission/role.ts";
import { after, days, milliseconds, seconds } from "../../../../core/time.ts";
import { addEndpoint, type EndpointWithSecret } from "../../../../core/webhook/add_endpoint.ts";
import { changeEndpoint } from "../../../../core/webhook/change_endpoint.ts";
import { deleteEndpoint } from "../../../../core/webhook/delete_endpoint.ts";
import type { Endpoint } from "../../../../core/webhook/endpoint.ts";
import { isWebhookType } from "../../../../core/webhook/event_type.ts";
import { rotateSecret } from "../../../../core/webhook/rotate_secret.ts";
import { sendTestEvent } from "../../../../core/webhook/send_test_event.ts";
import { endpointColumns } from "../../../../views/console/webhooks/endpoint_columns.tsx";
import {
  EndpointForm,
  type TypedEndpoint,
} from "../../../../views/console/webhooks/endpoint_form.tsx";
import { EndpointPage } from "../../../../views/console/webhooks/endpoint_page.tsx";
import type { EndpointShown } from "../../../../views/console/webhooks/endpoint_state.tsx";
import { EndpointsPage } from "../../../../views/console/webhooks/endpoints_page.tsx";
import {
  EndpointRemovalPage,
  RotationPage,
  SecretPage,
} from "../../../../views/console/webhooks/secret_page.tsx";
import { webhookWords } from "../../../../views/console/webhooks/words.ts";
import type { EndpointFormError } from "../../../../views/console/webhooks/form_error.ts";
import { ForbiddenPage } from "../../../../views/staff/forbidden_page.tsx";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { csvAnswer } from "../csv_answer.ts";
import { staffCaller } from "../staff_caller.ts";
import { readEndpointForm, typedEndpoint } from "./endpoint_form_fields.ts";

const ID = ":endpointId";
const RANGES_SHOWN = 10;

/** Where a merchant's webhooks go: the list, one of them, and everything the API can do about one. */
export function endpointRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const given = { deps, desk: "console" } as const;
  const reads = needs(given, "webhooks:read");
  const writes = needs(given, "webhooks:write");
  // Whoever changes where webhooks go or what they are signed with could read or forge them.
  const confirmed = needs(given, "webhooks:write", { confirmed: true });
  const rules = { allowPrivate: deps.config.webhookAllowPrivate };

  app.get(paths.consoleWebhooks(), reads, async (c) => {
    const { frame, who } = c.var;
    const caller = staffCaller(c);
    const endpoints = await shownTo(c);
    if (c.req.query("format") === "csv") {
      if (permits(who.role, "exports:read")) {
        return csvAnswer(c, deps.log, "webhooks", endpointColumns(frame.lang), once(endpoints));
      }
      const page = () => <ForbiddenPage frame={frame} desk="console" who={who} />;
      return render(c, { page, status: 403 });
    }
    const [redeliveries] = await deps.load(deps.redeliveries.list(caller, RANGES_SHOWN));
    const props = { frame, who, endpoints, redeliveries };
    return render(c, { page: () => <EndpointsPage {...props} /> });
  });

  app.get(paths.consoleEndpointNew(), confirmed, (c) => showForm(c, undefined, EMPTY));

  app.post(paths.consoleEndpointNew(), confirmed, async (c) => {
    const typed = typedEndpoint(await readForm(c));
    const read = readEndpointForm(typed, rules);
    if (!read.ok) return await showForm(c, undefined, typed, read.error.code);
    const added = await addEndpoint(deps, { caller: staffCaller(c), ...read.value });
    if (added.ok) return showSecret(c, added.value);
    switch (added.error.code) {
      case "key_unknown":
        return unknownAtDesk(c, "console");
      case "endpoints_too_many":
        return await showForm(c, undefined, typed, "too_many");
      case "merchant_not_in_family":
        return await showForm(c, undefined, typed, "stranger");
    }
  });

  app.get(paths.consoleEndpoint(ID), reads, async (c) => {
    const endpoint = await endpointIn(c);
    if (!endpoint) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const shown = (await shownTo(c)).find((each) =>
      each.endpoint.endpointId === endpoint.endpointId
    );
    const props = { frame, who, endpoint, health: shown?.health, now: nowOf(c) };
    return render(c, { page: () => <EndpointPage {...props} /> });
  });

  app.get(paths.consoleEndpointForm(ID), confirmed, async (c) => {
    const endpoint = await endpointIn(c);
    if (!endpoint) return unknownAtDesk(c, "console");
    const { url, eventTypes: types, merchantNos } = endpoint;
    return await showForm(c, endpoint, { url, types, about: merchantNos.join("\n") });
  });

  app.post(paths.consoleEndpointForm(ID), confirmed, async (c) => {
    const endpoint = await endpointIn(c);
    if (!endpoint) return unknownAtDesk(c, "console");
    const typed = typedEndpoint(await readForm(c));
    const read = readEndpointForm(typed, rules);
    if (!read.ok) return await showForm(c, endpoint, typed, read.error.code);
    const { endpointId } = endpoint;
    const changes = read.value;
    const changed = await changeEndpoint(deps, { caller: staffCaller(c), endpointId, changes });
    if (changed.ok) return c.redirect(paths.consoleEndpoint(endpointId), 303);
    return changed.error.code === "merchant_not_in_family"
      ? await showForm(c, endpoint, typed, "stranger")
      : unknownAtDesk(c, "console");
  });

  app.post(paths.consoleEndpointState(ID), writes, async (c) => {
    const endpoint = await endpointIn(c);
    const state = (await readForm(c)).get("state");
    if (!endpoint || (state !== "enabled" && state !== "disabled")) {
      return unknownAtDesk(c, "console");
    }
    const { endpointId } = endpoint;
    const changes = { state } as const;
    const changed = await changeEndpoint(deps, { caller: staffCaller(c), endpointId, changes });
    if (!changed.ok) return unknownAtDesk(c, "console");
    return c.redirect(paths.consoleEndpoint(endpointId), 303);
  });

  app.get(paths.consoleEndpointSecret(ID), confirmed, async (c) => {
    const endpoint = await endpointIn(c);
    if (!endpoint) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <RotationPage frame={frame} who={who} {...endpoint} /> });
  });

  app.post(paths.consoleEndpointSecret(ID), confirmed, async (c) => {
    const endpointId = parseId("whe", c.req.param("endpointId") ?? "");
    const typed = (await readForm(c)).get("overlap") ?? "";
    const offered = Object.keys(webhookWords("en").overlaps);
    if (!endpointId || !offered.includes(typed)) return unknownAtDesk(c, "console");
    const overlap = seconds(Number(typed));
    const rotated = await rotateSecret(deps, { caller: staffCaller(c), endpointId, overlap });
    return rotated.ok ? showSecret(c, rotated.value) : unknownAtDesk(c, "console");
  });

  app.get(paths.consoleEndpointRemoval(ID), confirmed, async (c) => {
    const endpoint = await endpointIn(c);
    if (!endpoint) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, {
      page: () => <EndpointRemovalPage frame={frame} who={who} {...endpoint} />,
    });
  });

  app.post(paths.consoleEndpointRemoval(ID), confirmed, async (c) => {
    const endpointId = parseId("whe", c.req.param("endpointId") ?? "");
    const removed = endpointId &&
      await deleteEndpoint(deps, { caller: staffCaller(c), endpointId });
    return removed?.ok ? c.redirect(paths.consoleWebhooks(), 303) : unknownAtDesk(c, "console");
  });

  app.post(paths.consoleEndpointTest(ID), writes, async (c) => {
    const endpointId = parseId("whe", c.req.param("endpointId") ?? "");
    const sample = (await readForm(c)).get("sample") ?? "";
    if (!endpointId || !isWebhookType(sample)) return unknownAtDesk(c, "console");
    const sent = await sendTestEvent(deps, { caller: staffCaller(c), endpointId, sample });
    if (!sent.ok) {
      return sent.error.code === "endpoint_disabled"
        ? c.redirect(paths.consoleEndpoint(endpointId), 303)
        : unknownAtDesk(c, "console");
    }
    deps.nudge("deliver_webhooks");
    return c.redirect(paths.consoleDelivery(sent.value.deliveryId), 303);
  });

  return app;

  function nowOf(c: Context<StaffEnv>) {
    const { merchant } = c.var.here;
    return merchant ? merchantNow(merchant, deps.now()) : deps.now();
  }

  /** One of the merchant's own: others' are not found, and neither are deleted ones. */
  async function endpointIn(c: Context<StaffEnv>): Promise<Endpoint | undefined> {
    const endpointId = parseId("whe", c.req.param("endpointId") ?? "");
    if (!endpointId) return undefined;
    const [endpoint] = await deps.load(deps.endpoints.ownById(staffCaller(c), endpointId));
    return endpoint;
  }

  async function shownTo(c: Context<StaffEnv>): Promise<readonly EndpointShown[]> {
    const caller = staffCaller(c);
    const since = after(nowOf(c), milliseconds(-days(1)));
    const [endpoints, health] = await deps.load(
      deps.endpoints.list(caller),
      deps.endpoints.health(caller, since),
    );
    const byId = new Map(health.map((each) => [each.endpointId, each]));
    return endpoints.map((endpoint) => ({ endpoint, health: byId.get(endpoint.endpointId) }));
  }

  async function showForm(
    c: Context<StaffEnv>,
    endpoint: Endpoint | undefined,
    typed: TypedEndpoint,
    formError?: EndpointFormError,
  ): Promise<Response> {
    const { frame, who } = c.var;
    const [child] = await deps.load(deps.merchants.openChild(staffCaller(c).merchantNo));
    const parent = child !== undefined || typed.about !== "";
    const props = { frame, who, endpointId: endpoint?.endpointId, typed, parent, formError };
    return render(c, {
      page: () => <EndpointForm {...props} />,
      ...(formError === undefined ? {} : { status: 422 }),
    });
  }

  function showSecret(c: Context<StaffEnv>, made: EndpointWithSecret): Response {
    const { frame, who } = c.var;
    return render(c, { page: () => <SecretPage frame={frame} who={who} made={made} /> });
  }
}

const EMPTY: TypedEndpoint = { url: "", types: [], about: "" };

async function* once<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}
