import { request } from "node:http";
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
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
  });
  expect(await page.evaluate(() => (document as any).featurePolicy.allowsFeature("camera"))).toBe(false);
});

test("a preview's address is not for search engines, and the site's is", async ({ site }) => {
  const robots = (host: string) =>
    new Promise((resolve) => {
      const asking = request(site.url, { headers: { host } }, (answer) => (answer.resume(), resolve(answer.headers["x-robots-tag"])));
      asking.end();
    });
  expect(await robots("0123abcd.everchat.pages.dev")).toBe("noindex");
  expect(await robots("new-colours.my-site.pages.dev")).toBe("noindex");
  expect(await robots("everchat.pages.dev")).toBeUndefined();
  expect(await robots("chat.example")).toBeUndefined();
});

/** What would stand in the page if something had got into it. */
const SMUGGLED = `
  <script>window.trap = 1</script>
  <script src="https://example.com/trap.js"></script>
  <img src="https://example.com/trap.png">
  <img src="data:," onerror="window.trap = 1">
  <iframe src="https://example.com/trap.html"></iframe>
  <link rel="stylesheet" href="https://example.com/trap.css">
  <p style="background: url(https://example.com/trap.png)"></p>
  <form id="trap" action="https://example.com/trap"></form>`;

test("what is smuggled into the page does not run, and nothing leaves for another address", async ({ page, site, expectedErrors }) => {
  // Playwright tells of requests that Chromium has refused to make, too.
  expectedErrors.push(/Content Security Policy|Failed to fetch/, /^asked https:\/\/example\.com\/trap/);
  const answered: string[] = [];
  page.on("response", (response) => answered.push(response.url()));
  await page.route(site.url + "/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</body>", `${SMUGGLED}</body>`) });
  });
  await page.addInitScript(() => {
    const violated: string[] = ((window as any).violated = []);
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
  });
  await page.goto(site.url);
  await page.evaluate(() => fetch("https://example.com/trap").catch(() => {}));
  await page.evaluate(() => document.querySelector<HTMLFormElement>("#trap")!.submit());
  const violated = () => page.evaluate(() => [...new Set((window as any).violated)].sort());
  const expected = ["connect-src", "form-action", "frame-src", "img-src", "script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem"];
  await expect.poll(violated).toEqual(expected);
  expect(answered.filter((url) => url.includes("example.com"))).toEqual([]);
  expect(await page.evaluate(() => (window as any).trap)).not.toBe(1);
});

for (const path of ["/", "/report"]) {
  test(`no text that came from somewhere becomes HTML or a script: ${path}`, async ({ page, site, expectedErrors }) => {
    // Chromium tells of each.
    expectedErrors.push(/TrustedHTML|TrustedScript|Trusted ?Type|require-trusted-types-for/);
    await page.goto(site.url + path);
    await page.locator("#shell").waitFor({ state: "detached" });
    const passed = await page.evaluate(() => {
      const ways: Record<string, () => unknown> = {
        "a handler": () => (document.createElement("div").innerHTML = "<img src='x' onerror='trap()'>"),
        "a script": () => (document.createElement("div").innerHTML = "<script>trap()</" + "script>"),
        "a link": () => (document.createElement("div").innerHTML = '<a href="javascript:trap()">x</a>'),
        "a style": () => (document.createElement("div").innerHTML = '<p style="background:url(//evil.example)">x</p>'),
        "a quote left open": () => (document.createElement("div").innerHTML = "<p class=\"a\"onclick=\"trap()\">x</p>"),
        "no end": () => (document.createElement("div").innerHTML = "<img src=x onerror=trap() "),
        "a comment": () => (document.createElement("div").innerHTML = "<!--><img src=x onerror=trap()>-->"),
        "an element's outside": () => (document.body.appendChild(document.createElement("p")).outerHTML = "<svg onload=trap()>"),
        "beside one": () => document.body.insertAdjacentHTML("beforeend", "<iframe srcdoc=x>"),
        "a frame": () => (document.createElement("iframe").srcdoc = "<script>parent.trap()</" + "script>"),
        "a page": () => document.write("<script>trap()</" + "script>"),
        "a range": () => document.createRange().createContextualFragment("<img src=x onerror=trap()>"),
        "a parser": () => new DOMParser().parseFromString("<script>trap()</" + "script>", "text/html"),
        "a script's text": () => (document.createElement("script").text = "trap()"),
        "a script's address": () => (document.createElement("script").src = "/api/trap"),
        "an attribute": () => document.createElement("div").setAttribute("onclick", "trap()"),
        "a timer": () => setTimeout("trap()" as any),
        "a function": () => new Function("trap()")(),
        "a worker": () => new Worker("/trap.js"),
        "another policy": () => (window as any).trustedTypes.createPolicy("mine", {}),
      };
      return Object.entries(ways).filter(([, way]) => {
        try {
          way();
          return true;
        } catch {
          return false;
        }
      }).map(([name]) => name);
    });
    expect(passed).toEqual([]);
  });
}
