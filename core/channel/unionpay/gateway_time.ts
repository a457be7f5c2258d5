import { type Instant, instant, shanghaiTime } from "../../time.ts";

/** YYYYMMDDhhmmss in Beijing. */
export function gatewayTime(at: Instant): string {
  return shanghaiTime(at).replace(/\D/g, "");
}

/** Undefined for what is no such time. */
export function readGatewayTime(text: string | undefined): Instant | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text ?? "") ?? [];
  if (second === undefined) return undefined;
  const at = instant(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`));
  return !Number.isNaN(at) && gatewayTime(at) === text ? at : undefined;
}
