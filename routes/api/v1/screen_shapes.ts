import * as z from "zod";

/** The shapes of screen responses, for the API reference; the resources are built in `core/screen/`. */
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

const screenFields = {
  screen_id: z.string(),
  merchant_no: z.string(),
  name: z.string(),
  state: z.enum(["pairing", "paired", "unpaired"]),
  pairing_expires_at: time.nullable(),
  paired_at: time.nullable(),
  unpaired_at: time.nullable(),
  screen_url: z.string().meta({
    description: "The page to open in the till's browser; the same for every screen.",
  }),
  created_at: time,
};

export const screenShape = z.object(screenFields).meta({ id: "Screen" });

export const newScreenShape = z.object({
  ...screenFields,
  pairing_code: z.string().meta({
    description:
      "`XXXX-XXXX`: enter it at `screen_url` before `pairing_expires_at`. Shown only once.",
  }),
}).meta({ id: "ScreenWithCode" });
