import type { EventSpecs } from "../event_spec.ts";
import type { OpenApp, OpenTemplate } from "./open_app.ts";

export type OpenAppEvent =
  | { readonly type: "open_app.set"; readonly openApp: OpenApp }
  | { readonly type: "open_template.set"; readonly template: OpenTemplate };

export const openAppEvents = {
  "open_app.set": {
    subject: ({ openApp: { appId, version } }) => ({
      subjectId: `open_app:${appId}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ openApp: { appId, mode, baseUrl, launchUrl } }) => ({
      app_id: appId,
      mode,
      base_url: baseUrl,
      launch_url: launchUrl ?? null,
    }),
  },
  "open_template.set": {
    subject: ({ template: { planId, planVersion, version } }) => ({
      subjectId: `open_template:${planId}:${planVersion}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ template: { planId, planVersion, appId, templateId } }) => ({
      plan_id: planId,
      plan_version: planVersion,
      app_id: appId,
      template_id: templateId,
    }),
  },
} satisfies EventSpecs<OpenAppEvent>;
