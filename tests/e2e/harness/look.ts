import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, SIZES } from "./page";

// How the page looks in each size, language and colour scheme. Tests keep pictures of every state for a person to look
// at, in target/screenshots/.

const SCHEMES = ["dark", "light"] as const;
type Scheme = (typeof SCHEMES)[number];

interface Variant {
  /** Such as `phone zh`. */
  name: string;
  size: keyof typeof SIZES;
  locale: "en-US" | "zh-CN";
  /** For `test.use`. */
  options: object;
}

/** Both sizes in both languages. One test sees both colour schemes of each: see `look`. */
export const VARIANTS: Variant[] = (Object.keys(SIZES) as (keyof typeof SIZES)[]).flatMap((size) =>
  (["en-US", "zh-CN"] as const).map((locale) => ({
    name: `${size} ${locale.slice(0, 2)}`,
    size,
    locale,
    options: { viewport: SIZES[size], locale, hasTouch: size === "phone", deviceScaleFactor: size === "phone" ? 2 : 1 },
  })),
);

/** In both colour schemes: axe finds nothing, and nothing is wider than the page. */
export async function inspect(page: Page, where: string): Promise<void> {
  await eachScheme(page, (scheme) => inspectIn(page, scheme, where));
}

/** Inspects the page, and keeps a picture of it in both colour schemes. */
export async function look(page: Page, variant: Variant, state: string): Promise<void> {
  await eachScheme(page, async (scheme) => {
    await inspectIn(page, scheme, state);
    await takePicture(page, variant, scheme, state);
  });
}

async function takePicture(page: Page, { size, locale }: Variant, scheme: Scheme, state: string): Promise<void> {
  const path = `target/screenshots/${size}-${scheme}-${locale.slice(0, 2)}-${state}.png`;
  await page.screenshot({ path, animations: "disabled" });
}

async function eachScheme(page: Page, inspect: (scheme: Scheme) => Promise<void>): Promise<void> {
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await inspect(scheme);
  }
  await page.emulateMedia({ reducedMotion: null });
}

async function inspectIn(page: Page, scheme: Scheme, where: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  // Only what is said of colours depends on the scheme.
  if (scheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]), `${where}, ${scheme}`).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0);
}
