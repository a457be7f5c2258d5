import * as z from "zod";
import { flawOfLine, textFlaws } from "../core/text/display_text.ts";

/** Text of at most `max` characters from a command or the environment that people will read. */
export function operatorText(max: number): z.ZodString {
  return z.string().min(1).max(max).check(({ value: input, issues }) => {
    const code = flawOfLine(input);
    if (code) issues.push({ code: "custom", message: textFlaws[code], input });
  });
}
