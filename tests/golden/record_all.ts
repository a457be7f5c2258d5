import type { Recording } from "../../views/docs/recording.ts";
import { contractStory } from "./contract_story.ts";
import { normalised } from "./normalise.ts";
import type { OpenApi } from "./operations.ts";
import { orderStory } from "./order_story.ts";
import { openRecorder } from "./recorder.ts";
import { endpointStory, settingsStory } from "./settings_story.ts";

/** Fields that hold chance in a form of their own. */
const hidden = [
  "x",
  "y",
  "thumbprint",
  "pairing_code",
  "open_id",
  "emv_payload",
  "tag_content",
  "nonce_str",
  "manifest",
  "sha256",
  "token",
];

/** A real portal lives through everything once; gives what went over the wire, and its OpenAPI document. */
export async function recordAll(): Promise<{
  readonly recording: Recording;
  readonly document: OpenApi;
}> {
  const recorder = await openRecorder();
  const { app } = recorder;
  try {
    await endpointStory(recorder);
    await orderStory(recorder);
    await contractStory(recorder);
    const { parent, childNo } = await settingsStory(recorder);
    const named = new Map([
      [app.merchant.merchantNo, "990300000000001"],
      [childNo, "990300000000002"],
      [parent.merchantNo, "990300000000003"],
    ]);
    const answer = await app.fetch(new Request("http://portal.test/openapi.json"));
    return {
      recording: normalised(await recorder.recording(), { named, hidden }),
      document: await answer.json(),
    };
  } finally {
    await app.close();
  }
}
