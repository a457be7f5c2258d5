import { expect, it } from "vitest";
import { grounds } from "../../core/brand/shades.ts";
import { readSource } from "../house/sources.ts";

const tokensIn = (css: string) =>
  new Map([...css.matchAll(/(--[\w-]+): ([^;]+);/g)].map(
    ([, name = "", value = ""]) => [name, value],
  ));

it("a preview has the colours of its theme, on which a brand's colour is measured", async () => {
  const app = (await readSource("views/assets/app.css")).text;
  const staff = (await readSource("views/assets/staff.css")).text;
  const of = (css: string, place: RegExp) => tokensIn(place.exec(css)?.[1] ?? "");
  const themes = {
    light: of(app, /^:root \{([^}]*)\}/),
    dark: of(app, /dark\) \{\s+:root \{([^}]*)\}/),
  };
  for (const theme of ["light", "dark"] as const) {
    const preview = of(staff, new RegExp(`\\.preview\\.${theme} \\{([^}]*)\\}`));
    expect(preview.size).toBeGreaterThan(3);
    for (const [name, value] of preview) {
      expect([theme, name, themes[theme].get(name)]).toEqual([theme, name, value]);
    }
    const drawnOn = ["--paper", "--sheet"].map((name) => themes[theme].get(name));
    expect(drawnOn.map((each) => each === "#fff" ? "#ffffff" : each)).toEqual(grounds[theme]);
  }
});
