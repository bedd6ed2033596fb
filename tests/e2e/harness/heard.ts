import type { Page } from "@playwright/test";

/**
 * What screen readers are told, from the next load of the page on and in what is loaded now: `assertive: …` interrupts
 * them, `polite: …` waits.
 */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(hear);
  await page.evaluate(hear);
  return () => page.evaluate(() => (window as any).heard);
}

function hear(): void {
  const heard: string[] = ((window as any).heard = []);
  const assertive = "[role=alert], [aria-live=assertive]";
  const regionOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest(`${assertive}, [role=status], [aria-live=polite]`);
  new MutationObserver((changes) => {
    const regions = new Set<Element>();
    for (const { target, addedNodes } of changes) {
      const region = regionOf(target);
      if (region) regions.add(region);
      // A region that comes with its words is told if it interrupts.
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(assertive)) regions.add(node);
        node.querySelectorAll(assertive).forEach((region) => regions.add(region));
      }
    }
    for (const region of regions) {
      const words = region.textContent!.trim();
      if (words && !region.closest("[hidden]")) heard.push(`${region.matches(assertive) ? "assertive" : "polite"}: ${words}`);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
}
