import type { Page } from "playwright-core";
import { type Desk, paths } from "../../../core/paths.ts";
import type { OpenPage, TestBrowser } from "../../support/browser.ts";
import { virtualAuthenticator } from "../../support/virtual_authenticator.ts";

export interface Colleague extends OpenPage {
  readonly recoveryCodes: readonly string[];
  /** Opens this page after showing again who is there, which whatever is dangerous asks for after two minutes. */
  opens(path: string): Promise<void>;
}

/** Takes up a one-time link in a browser of their own, with a passkey. */
export async function takeUp(
  browser: TestBrowser,
  link: string,
  { name, width }: { readonly name: string; readonly width: number },
): Promise<Colleague> {
  const opened = await browser.openPage({ lang: "en", width });
  const { page } = opened;
  const { origin, pathname } = new URL(link);
  const desk: Desk = pathname.startsWith(paths.desk("ops")) ? "ops" : "console";
  await virtualAuthenticator(page);
  await page.goto(link);
  await page.fill("#name", name);
  await page.fill("#mail", "person@example.com");
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  const recoveryCodes = await page.locator(".codes > li").allTextContents();
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(origin + paths.desk(desk));
  return {
    ...opened,
    recoveryCodes,
    opens: async (path) => {
      await page.goto(origin + paths.confirmation(desk, path));
      await page.click("text=Use a passkey");
      await page.waitForURL(origin + path);
    },
  };
}

/** The program that stands under this heading, as whoever copies it gets it. */
export async function copied(page: Page, heading: string): Promise<string> {
  const section = page.locator("section.card").filter({
    has: page.getByRole("heading", { name: heading, exact: true }),
  });
  return await section.locator("pre").last().innerText();
}
