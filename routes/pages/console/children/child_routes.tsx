import { type Context, Hono } from "hono";
import type { Application } from "../../../../core/application/application.ts";
import { submitApplication } from "../../../../core/application/submit_application.ts";
import type { Deps } from "../../../../core/deps.ts";
import { isMerchantNo, parseId } from "../../../../core/id.ts";
import { changeChild } from "../../../../core/merchant/change_child.ts";
import { openChild } from "../../../../core/merchant/open_child.ts";
import { paths } from "../../../../core/paths.ts";
import { permits } from "../../../../core/permission/role.ts";
import { AgreementsPage } from "../../../../views/console/children/agreements_page.tsx";
import { ApplicationPage } from "../../../../views/console/children/application_page.tsx";
import { ChildPage } from "../../../../views/console/children/child_page.tsx";
import { childWords } from "../../../../views/console/children/child_words.ts";
import {
  type ChildProblem,
  NewChildPage,
} from "../../../../views/console/children/new_child_page.tsx";
import { OpenedChildPage } from "../../../../views/console/children/opened_child_page.tsx";
import type { SettingsProblems } from "../../../../views/console/settings/settings_fields.tsx";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { readSettings, settingsAsTyped, typedSettings } from "../settings/read_settings.ts";
import { staffCaller } from "../staff_caller.ts";
import {
  type ChildProblems,
  isApplication,
  isChild,
  productsIn,
  readApplication,
  readChild,
} from "./read_child.ts";

const AGREEMENTS_MAX = 50;

/** The numbers below: opened, applied for, looked at, changed. */
export function childRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "children:read");
  const writes = needs(given, "children:write");
  const allowHttp = deps.config.demo;

  app.get(paths.consoleNewChild(), writes, async (c) => {
    const id = parseId("apl", c.req.query("application") ?? "");
    const [before] = id
      ? await deps.load(deps.applications.ownById(staffCaller(c), id))
      : [undefined];
    const { merchant } = c.var.here;
    const typed = before
      ? typedOf(before)
      : new URLSearchParams(merchant?.products.map((each) => ["products", each]));
    const settings = before ?? { returnUrls: [], embedOrigins: [] };
    for (const [name, value] of Object.entries(settingsAsTyped(settings))) typed.set(name, value);
    return showNew(c, typed, {});
  });

  app.post(paths.consoleNewChild(), writes, async (c) => {
    const { merchant } = c.var.here;
    if (!merchant) return unknownAtDesk(c, "console");
    const form = await readForm(c);
    const settings = readSettings(typedSettings(form), { allowHttp });
    if (!settings.ok) return showNew(c, form, {}, settings.error);
    const caller = staffCaller(c);
    if (merchant.mode === "live") {
      const read = readApplication(form, settings.value);
      if (!isApplication(read)) return showNew(c, form, read);
      const submitted = await submitApplication(deps, { caller, form: read });
      return submitted.ok
        ? c.redirect(paths.consoleApplication(submitted.value.applicationId), 303)
        : showNew(c, form, problemOf(submitted.error.code));
    }
    const read = readChild(form);
    if (!isChild(read)) return showNew(c, form, read);
    const opened = await openChild(deps, { caller, ...settings.value, ...read });
    if (!opened.ok) return showNew(c, form, problemOf(opened.error.code));
    const { merchant: child, secretKey } = opened.value;
    const props = { frame: c.var.frame, who: c.var.who, child, secretKey };
    return render(c, { page: () => <OpenedChildPage {...props} /> });
  });

  app.get(
    paths.consoleChild(":merchantNo"),
    reads,
    (c) => showChild(c, { saved: c.req.query("saved") !== undefined }),
  );

  app.post(paths.consoleChild(":merchantNo"), writes, async (c) => {
    const no = c.req.param("merchantNo") ?? "";
    const form = await readForm(c);
    const settings = readSettings(typedSettings(form), { allowHttp });
    if (!isMerchantNo(no)) return unknownAtDesk(c, "console");
    if (!settings.ok) return await showChild(c, { form, settingsProblems: settings.error });
    const caller = staffCaller(c);
    const [found] = await deps.load(deps.merchants.inLine(caller, no));
    if (!found || found.merchant.merchantNo === caller.merchantNo) {
      return unknownAtDesk(c, "console");
    }
    if (found.merchant.version !== Number(form.get("version"))) {
      return await showChild(c, { problem: "changed" });
    }
    const own = found.merchant.mode === "test" ? readChild(form) : undefined;
    if (own && !isChild(own)) return await showChild(c, { form, problem: "name" });
    const changes = {
      ...settings.value,
      ...(own ? { name: own.name, products: productsIn(form) } : {}),
    };
    const changed = await changeChild(deps, { caller, merchantNo: no, changes });
    if (changed.ok) return c.redirect(`${paths.consoleChild(no)}?saved`, 303);
    const [problem] = Object.keys(problemOf(changed.error.code)) as ChildProblem[];
    return await showChild(c, { form, problem });
  });

  app.get(paths.consoleApplication(":applicationId"), reads, async (c) => {
    const id = parseId("apl", c.req.param("applicationId") ?? "");
    const [application] = id
      ? await deps.load(deps.applications.ownById(staffCaller(c), id))
      : [undefined];
    if (!application) return unknownAtDesk(c, "console");
    const props = { frame: c.var.frame, who: c.var.who, application };
    return render(c, { page: () => <ApplicationPage {...props} /> });
  });

  app.get(paths.consoleAgreements(), needs(given, "sharing:read"), async (c) => {
    const { merchantNo } = staffCaller(c);
    const [agreements] = await deps.load(deps.sharing.concerning(merchantNo, AGREEMENTS_MAX));
    const props = { frame: c.var.frame, who: c.var.who, agreements };
    return render(c, { page: () => <AgreementsPage {...props} /> });
  });

  return app;

  function showNew(
    c: Context<StaffEnv>,
    typed: URLSearchParams,
    problems: ChildProblems,
    settingsProblems: SettingsProblems = {},
  ): Response {
    const { frame, who, here: { merchant: parent } } = c.var;
    if (!parent) return unknownAtDesk(c, "console");
    const settings = typedSettings(typed);
    const props = { frame, who, parent, typed, settings, problems, settingsProblems };
    const wrong = Object.keys({ ...problems, ...settingsProblems }).length > 0;
    return render(c, {
      page: () => <NewChildPage {...props} />,
      ...(wrong ? { status: 422 } : {}),
    });
  }

  async function showChild(
    c: Context<StaffEnv>,
    { form, saved = false, problem, settingsProblems = {} }: {
      readonly form?: URLSearchParams;
      readonly saved?: boolean;
      readonly problem?: ChildProblem | undefined;
      readonly settingsProblems?: SettingsProblems;
    },
  ): Promise<Response> {
    const no = c.req.param("merchantNo") ?? "";
    if (!isMerchantNo(no)) return unknownAtDesk(c, "console");
    const caller = staffCaller(c);
    const { frame, who, here: { staff: { staffId } } } = c.var;
    const [child, parent, open, agreements] = await deps.load(
      deps.merchants.inLine(caller, no),
      deps.merchants.parentOf(no),
      deps.staff.openTo(staffId, no, deps.now()),
      deps.sharing.concerning(no, AGREEMENTS_MAX),
    );
    if (!child || no === caller.merchantNo) return unknownAtDesk(c, "console");
    const { name, products } = child.merchant;
    const props = {
      frame,
      who,
      child,
      parent,
      isOpen: open !== undefined,
      agreements: permits(who.role, "sharing:read") ? agreements : undefined,
      typed: form
        ? { name: form.get("name") ?? "", products: productsIn(form) }
        : { name, products },
      settings: form ? typedSettings(form) : settingsAsTyped(child.merchant),
      saved,
      problem,
      settingsProblems,
    };
    const wrong = problem !== undefined || Object.keys(settingsProblems).length > 0;
    return render(c, {
      page: () => <ChildPage {...props} />,
      ...(wrong ? { status: problem === "changed" ? 409 : 422 } : {}),
    });
  }
}

function problemOf(code: string): ChildProblems {
  return { [code in childWords("en").problems ? code : "merchant_not_found"]: true };
}

/** A form that came back, but for what is sealed. */
function typedOf(application: Application): URLSearchParams {
  const { name, reference, products, licenceNo, legalName, agreementDigest, app } = application;
  return new URLSearchParams([
    ["name", name],
    ["reference", reference],
    ...products.map((each) => ["products", each]),
    ["licence_no", licenceNo],
    ["legal_name", legalName],
    ["agreement_digest", agreementDigest],
    ["app_name", app?.name ?? ""],
    ["app_digest", app?.agreementDigest ?? ""],
  ]);
}
