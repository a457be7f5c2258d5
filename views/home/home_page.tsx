import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { homeWords } from "./words.ts";

/** Whose portal this is, and where to go from here. */
export function HomePage({ frame }: { readonly frame: Frame }) {
  const w = homeWords(frame.lang);
  const places = [
    { to: paths.wallet(), text: w.wallet, about: w.walletAbout },
    { to: paths.till(), text: w.till, about: w.tillAbout },
    { to: paths.desk("console"), text: w.console, about: w.consoleAbout },
    { to: paths.docs(), text: w.docs, about: w.docsAbout },
  ];
  return (
    <Layout frame={frame} title={w.title} mode="live" width="column" script={false}>
      <section class="card stack">
        <h1>{frame.institution}</h1>
        <p>{w.intro}</p>
        <p>{w.toPay}</p>
      </section>
      {places.map(({ to, text, about }) => (
        <section key={to} class="card">
          <h2>
            <a class="link" href={to}>{text}</a>
          </h2>
          <p class="quiet-text">{about}</p>
        </section>
      ))}
    </Layout>
  );
}
