import type { Refuse } from "../middleware/refuse.ts";
import { problem } from "./problem.ts";

/** A refusal to a program; a fault names its request, under which it was logged. */
export const refuse: Refuse = (c, code) => {
  const requestId: string | undefined = c.get("requestId");
  return problem(c, code === "fault" ? { code, requestId } : { code });
};
