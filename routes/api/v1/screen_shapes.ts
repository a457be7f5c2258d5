import * as z from "zod";

/** What the screen calls answer with, for the reference; the facts themselves are made in `core/screen/`. */
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

const screenFields = {
  screen_id: z.string(),
  merchant_no: z.string(),
  name: z.string(),
  state: z.enum(["pairing", "paired", "unpaired"]),
  pairing_expires_at: time.nullable(),
  paired_at: time.nullable(),
  unpaired_at: time.nullable(),
  screen_url: z.string().meta({ description: "What the till's browser opens; alike for all." }),
  created_at: time,
};

export const screenShape = z.object(screenFields).meta({ id: "Screen" });

export const newScreenShape = z.object({
  ...screenFields,
  pairing_code: z.string().meta({
    description: "`XXXX-XXXX`: typed at `screen_url` before `pairing_expires_at`. Told only now.",
  }),
}).meta({ id: "ScreenWithCode" });
