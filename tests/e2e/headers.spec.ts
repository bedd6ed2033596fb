import { expect, test } from "./harness/page";

// The quiet fixture of the harness fails a test on any word in the console, and so on any violation of these rules.
test("the page may run its own scripts only, reach its own address only, and stand in no frame", async ({ page, site }) => {
  const response = await page.goto(site.url);
  expect(response!.headers()).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=(), "),
  });
  const policy = Object.fromEntries(
    response!.headers()["content-security-policy"].split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]),
  );
  expect(policy).toMatchObject({
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
  });
  expect(await page.evaluate(() => (document as any).featurePolicy.allowsFeature("camera"))).toBe(false);
});

test("what is smuggled into the page does not run, and nothing leaves for another address", async ({ page, site, expectedErrors }) => {
  // Playwright tells of requests that Chromium has refused to make, too.
  expectedErrors.push(/Content Security Policy|Failed to fetch/, /^asked https:\/\/example\.com\/trap/);
  const refused = new Map<string, string>();
  page.on("requestfailed", (request) => refused.set(request.url(), request.failure()!.errorText));
  page.on("response", (response) => refused.set(response.url(), "answered"));
  await page.goto(site.url);
  const violated = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    const add = (name: string, properties: object) => document.body.append(Object.assign(document.createElement(name), properties));
    add("script", { textContent: "window.trap = 1" });
    add("script", { src: "https://example.com/trap.js" });
    add("img", { src: "https://example.com/trap.png" });
    add("iframe", { src: "https://example.com/" });
    add("div", { innerHTML: "<img src='data:,' onerror='window.trap = 1'>" });
    await fetch("https://example.com/").catch(() => {});
    const others = ["img-src", "frame-src", "connect-src", "script-src-attr"];
    const scripts = () => violated.filter((directive) => directive === "script-src-elem").length;
    while (scripts() < 2 || others.some((directive) => !violated.includes(directive))) {
      await new Promise((resolve) => document.addEventListener("securitypolicyviolation", resolve, { once: true }));
    }
    return violated;
  });
  // The script by its address and the one in the page itself are two.
  expect(violated.filter((directive) => directive === "script-src-elem")).toHaveLength(2);
  for (const name of ["trap.js", "trap.png"]) expect(refused.get(`https://example.com/${name}`)).toBe("csp");
  expect(await page.evaluate(() => (window as any).trap)).toBeUndefined();
});
