import type { SendMail } from "../../core/mail/mail.ts";

const TIMEOUT_MS = 8_000;

interface Provider {
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Hands a mail over by one documented request (docs/staff.md); any 2xx answer takes it. Follows no redirect. */
export function createHttpMail({ url, token, fetch }: Provider): SendMail {
  return async ({ messageId, to, subject, text }) => {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "Content-Type": "application/json",
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ message_id: messageId, to, subject, text }),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The mail provider answered ${answer.status}`);
  };
}
