import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { paths } from "../paths.ts";
import type { Load } from "../query.ts";
import {
  between,
  businessDay,
  type Duration,
  endOfBusinessDay,
  type Instant,
  seconds,
} from "../time.ts";
import { inForceOn, type Institution, type LegalText } from "./institution.ts";
import type { InstitutionStore } from "./institution_store.ts";

/** So old what is kept is read again, beside whatever asks. */
const KEPT_FOR: Duration = seconds(5);

interface Kept {
  readonly institution: Institution | undefined;
  readonly versions: readonly Omit<LegalText, "zh" | "en">[];
}

/** What pages show of it until the day ends, when another version of a text may begin. */
interface Shown extends Pick<Config, "institution" | "imprint"> {
  readonly until: Instant;
}

/** Who runs the portal now, kept in the process so that no page pays a round trip for it. */
export interface InstitutionNow {
  /** The configuration, in which what was set at the desk stands before the environment. */
  readonly config: Config;
  /** Reads it anew. If the database does not answer, what is kept stays. */
  refresh(): Promise<void>;
  /** Reads it anew beside the caller when it is old; something to wait for only while nothing is kept yet. */
  keepFresh(): Promise<void> | undefined;
}

export function createInstitutionNow(
  { config, load, institutions, now, log }: {
    readonly config: Config;
    readonly load: Load;
    readonly institutions: InstitutionStore;
    readonly now: () => Instant;
    readonly log: Pick<Log, "warn">;
  },
): InstitutionNow {
  let kept: Kept | undefined;
  let askedAt: Instant | undefined;
  let shown: Shown | undefined;

  return {
    config: {
      ...config,
      get institution() {
        return current().institution;
      },
      get imprint() {
        return current().imprint;
      },
    },
    refresh,
    keepFresh: () => {
      const old = askedAt === undefined || between(askedAt, now()) >= KEPT_FOR;
      if (kept && !old) return undefined;
      const read = refresh();
      return kept ? undefined : read;
    },
  };

  /** Put together once a day and after each read, because every page asks. */
  function current(): Shown {
    const at = now();
    if (shown && at < shown.until) return shown;
    const { institution, versions = [] } = kept ?? {};
    const { licence, phone, termsUrl } = config.imprint;
    const day = businessDay(at);
    const inForce = (kind: LegalText["kind"]) =>
      inForceOn(versions.filter((each) => each.kind === kind), day) && paths.legal(kind);
    return shown = {
      institution: institution?.name || config.institution,
      imprint: {
        licence: institution?.licence || licence,
        phone: institution?.phone || phone,
        termsUrl: inForce("terms") ?? termsUrl,
        privacyUrl: inForce("privacy"),
      },
      until: endOfBusinessDay(at),
    };
  }

  async function refresh(): Promise<void> {
    askedAt = now();
    try {
      const [institution, versions] = await load(institutions.current(), institutions.versions());
      kept = { institution, versions };
      shown = undefined;
    } catch (error) {
      log.warn("institution not read", { error: String(error) });
    }
  }
}
