import type { Frame } from "./frame.ts";
import { Layout } from "./layout.tsx";
import { Band } from "./parts/band.tsx";
import { type Lang, words } from "./words.ts";

/** What can keep a page from being shown at all. */
export type ErrorKind =
  | "unknown"
  | "foreign"
  | "too_large"
  | "too_often"
  | "busy"
  | "unavailable"
  | "broken";

interface Words {
  readonly title: string;
  readonly help: string;
}

/** A page in place of the requested one: what happened, and what to do. */
export function ErrorPage(
  { frame, kind, requestId }: {
    readonly frame: Frame;
    readonly kind: ErrorKind;
    readonly requestId: string | undefined;
  },
) {
  const { title, help } = wordsOf(frame.lang, kind);
  return (
    <Layout frame={frame} title={title} mode="live" script={false}>
      {kind === "unavailable"
        ? (
          <div class="notice" role="alert">
            <Band mark="offline">
              <p>{frame.lang === "zh" ? zh.unavailable.banner : en.unavailable.banner}</p>
            </Band>
          </div>
        )
        : null}
      <section class="card stack short">
        <h1>{title}</h1>
        <p>{help}</p>
        {kind === "broken" && requestId ? <p class="small mono quiet-text">{requestId}</p> : null}
      </section>
    </Layout>
  );
}

function wordsOf(lang: Lang, kind: ErrorKind): Words {
  if (kind === "broken") {
    return {
      title: lang === "zh" ? "页面出错了" : "Something went wrong",
      help: words(lang).error,
    };
  }
  return lang === "zh" ? zh[kind] : en[kind];
}

type Explained = Readonly<Record<Exclude<ErrorKind, "broken">, Words>> & {
  /** What a payer fears first. */
  readonly unavailable: { readonly banner: string };
};

const zh: Explained = {
  unknown: { title: "没有这个页面", help: "请核对链接，或回商家重新打开。" },
  foreign: { title: "这个表单不是从本站提交的", help: "没有做任何改动。请打开本站的页面再提交。" },
  too_large: { title: "提交的内容太大", help: "没有做任何改动。" },
  too_often: {
    title: "尝试次数太多",
    help: "没有做任何改动。请过几分钟再试；商家收银台上的码和已经打开的付款页不受影响。",
  },
  busy: { title: "现在人太多", help: "没有做任何改动。请稍等几秒再试。" },
  unavailable: {
    title: "暂时打不开",
    help: "请稍等几秒再试。",
    banner: "系统暂时没有响应。已付的不会丢。",
  },
};

const en: Explained = {
  unknown: {
    title: "Page not found",
    help: "Check the link, or go back to the shop and open it again.",
  },
  foreign: {
    title: "This form was submitted from another site",
    help: "Nothing was changed. Open the page on this site and submit it again.",
  },
  too_large: { title: "Submission too large", help: "Nothing was changed." },
  too_often: {
    title: "Too many tries",
    help:
      "Nothing was changed. Try again in a few minutes. Codes on a shop's screen and payment pages that are already open still work.",
  },
  busy: {
    title: "Too busy right now",
    help: "Nothing was changed. Try again in a few seconds.",
  },
  unavailable: {
    title: "Not available right now",
    help: "Wait a few seconds, then try again.",
    banner: "Our system isn't answering right now. A payment already made is safe.",
  },
};
