import { serveLoopback } from "../support/portal.ts";

/** The phones of the world: the SMS provider of each place, and what came last to a number there. */
export interface Phones {
  readonly settingsOf: (place: string) => { readonly SMS_URL: string };
  readonly lastCode: (place: string, phone: string) => string | undefined;
  /** What a number there was told, the last first. */
  readonly textsOf: (place: string, phone: string) => readonly string[];
  readonly close: () => Promise<void>;
}

export function openPhones(): Phones {
  const texts = new Map<string, readonly string[]>();
  const textsOf = (place: string, phone: string) => texts.get(`${place} ${phone}`) ?? [];
  const provider = serveLoopback(async (request) => {
    const place = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const { phone, text } = await request.json();
    texts.set(`${place} ${phone}`, [text, ...textsOf(place, phone)]);
    return new Response(null, { status: 202 });
  });
  return {
    settingsOf: (place) => ({ SMS_URL: `${provider.url}/${encodeURIComponent(place)}` }),
    lastCode: (place, phone) =>
      textsOf(place, phone).flatMap((text) => /#(\d{6})$/.exec(text)?.[1] ?? [])[0],
    textsOf,
    close: provider.close,
  };
}
