import fc from "fast-check";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { METHODS, OPERATIONS, wild, type Wild } from "./harness/openapi";
import { allProviders, type Settings } from "./harness/settings";
import { expect, test as base } from "./harness/test";
import { Workerd } from "./harness/workerd";

// Whatever is sent, the site answers, with what its description says it may, and gives nothing away.

const REQUESTS = 10_000;
const AT_ONCE = 20;
/** An answer that takes longer hangs, in milliseconds. */
const PATIENCE = 15_000;
const CODES: Settings = { ACCESS_CODE: "canary-access-c0de", ADMIN_CODE: "canary-admin-0b0b" };
const SECRET = /canary-|test-token-\d{4}|0123456789abcdef0123456789abcdef|panicked|\.rs:\d+|at .*\(.*\.js:\d+/;

/** Where to send. */
interface Target {
  url: string;
}

interface Heard {
  status: number;
  head: string;
  body: string;
}

/** A runtime without the development server's own proxy in front of it, which stumbles over some of this by itself. */
const test = base.extend<{ startBare: (settings: Settings) => Promise<Workerd> }>({
  startBare: async ({}, use) => {
    const started: Workerd[] = [];
    await use(async (settings) => {
      started.push(await Workerd.start(settings));
      return started[started.length - 1];
    });
    await Promise.all(started.map((workerd) => workerd.end()));
  },
});

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/**
 * Sends as it is told, doubled headers and all. A server may close a connection that is not in use, just as the next
 * request sets out on it: that one is sent again.
 */
function send(site: Target, wish: Wild): Promise<Heard> {
  const { method, path, headers, body } = wish;
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const grouped: Record<string, string[]> = {};
    for (const [name, value] of headers) (grouped[name] ??= []).push(value);
    const sending = request({ agent, hostname, port, method, path, headers: grouped as any, timeout: PATIENCE }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, head: JSON.stringify(answer.rawHeaders), body: Buffer.concat(pieces).toString() }));
      answer.on("error", reject);
    });
    sending.on("timeout", () => sending.destroy(new Error("it hangs")));
    sending.on("error", (error: NodeJS.ErrnoException) => {
      if (sending.reusedSocket && error.code === "ECONNRESET") resolve(send(site, wish));
      // The server's own refusal of a malformed head has a text, also where a HEAD may have none.
      else if (method === "HEAD" && error.code === "HPE_CLOSED_CONNECTION") resolve({ status: 400, head: "", body: "" });
      else reject(error);
    });
    sending.end(body);
  });
}

/** Bytes on a bare connection; what comes until it closes, or until nothing comes any more. */
function raw(site: Target, text: string): Promise<string> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(text, "latin1")));
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece.toString("latin1");
      socket.setTimeout(300);
    });
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}

/** No 500, nothing given away, and a refusal is in the one shape. */
function judge(sent: unknown, heard: Heard): void {
  const { status, head, body } = heard;
  const isRefusal = status >= 400 && body.startsWith("{");
  const { error } = isRefusal ? JSON.parse(body) : {};
  const found = {
    noStatus: status < 200,
    serverError: status === 500 || status > 504,
    secret: SECRET.test(head + body),
    noReason: isRefusal && !(error.message && error.everchat.request_id),
  };
  // Thousands of expectations that are met would take longer than the answers.
  if (Object.values(found).includes(true)) expect({ found, sent, heard }).toEqual({});
}

test("every route with every method, origin and cookie: only what is described is let in", async ({ emulator, startBare }) => {
  test.setTimeout(120_000);
  const site = await startBare({ ...allProviders(emulator), ...CODES });
  const soon = Math.floor(Date.now() / 1000) + 1000;
  const strangers: [string, string][][] = [
    [],
    [["origin", "https://evil.example"]],
    [["origin", "null"]],
    [["origin", "null"], ["cookie", `everchat=1.${soon}.${"a".repeat(64)}`]],
    [["cookie", `everchat=1.${soon}.${"0".repeat(64)}; everchat-owner=1.${soon}.${"0".repeat(64)}`]],
    [["cookie", `__Host-everchat=1.1.${"0".repeat(64)}`]],
    [["authorization", "Bearer "], ["authorization", "Bearer x"]],
    [["authorization", `Bearer ${"x".repeat(20_000)}`]],
    [["cookie", "everchat=".repeat(1_000)]],
    [["sec-fetch-site", "cross-site"], ["referer", "https://evil.example/"]],
  ];
  const chat = { type: ["content-type", "application/json"] as [string, string], body: JSON.stringify({ messages: [{ role: "user", content: "Hello" }] }) };
  const paths = [...new Set(OPERATIONS.map(({ path }) => path))];
  for (const path of paths) {
    for (const method of METHODS) {
      const described = OPERATIONS.find((operation) => operation.path === path && operation.method === (method === "HEAD" ? "GET" : method));
      const heard = await Promise.all(
        strangers.map((headers) => {
          const body = ["POST", "PUT", "PATCH"].includes(method) ? chat.body : undefined;
          return send(site, { method, path, headers: body ? [chat.type, ...headers] : headers, body });
        }),
      );
      for (const [at, answer] of heard.entries()) {
        judge({ method, path, headers: strangers[at] }, answer);
        if (!described) expect([403, 405], `${method} ${path}`).toContain(answer.status);
        // Without a code nobody gets an answer or the report.
        if (/completions|report/.test(path)) expect(answer.status, `${method} ${path} ${strangers[at]}`).toBeGreaterThanOrEqual(400);
        expect(answer.head.toLowerCase()).not.toContain("access-control-allow");
      }
    }
  }
  expect(await emulator.requests()).toEqual([]);
});

test("files that are not for visitors, and what is kept inside, are not served", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ...CODES });
  await site.chat({}, { authorization: `Bearer ${CODES.ACCESS_CODE}` });
  const paths = [
    "/.dev.vars", "/.git/config", "/.env", "/wrangler.toml", "/package.json", "/Cargo.toml", "/_headers", "/_routes.json", "/_worker.js",
    "/functions/api/%5B%5Bpath%5D%5D.js", "/build/functions/functions.js", "/build/functions/functions_bg.wasm", "/.wrangler/state/v3/cache",
    "/api/_counts", "/api/_rest/0000000000000000", "/api/_report/0000000000000000-true", "/api/../.dev.vars", "/api/%2e%2e/.dev.vars", "/..%2f.dev.vars",
    "//api/report", "/api//report", "/API/REPORT", "/api/report/", "/api/report%00", "/api/report%2f..", "/api/report;x", "/api/v1/../report", "/api/", "/api",
  ];
  for (const path of paths) {
    for (const method of ["GET", "POST"]) {
      const heard = await send(site, { method, path, headers: [], body: undefined });
      judge({ method, path }, heard);
      // Pages answers with the page where there is no such file.
      if (heard.status === 200) expect(heard.body, path).toMatch(/^<!doctype html>|^$/i);
    }
  }
});

test("smuggled lengths, doubled and giant headers, and what is no request at all", async ({ emulator, startBare }) => {
  test.setTimeout(120_000);
  const site = await startBare({ ...allProviders(emulator), ...CODES });
  const host = new URL(site.url).host;
  const post = (headers: string[], body: string) => `POST /api/v1/chat/completions HTTP/1.1\r\nHost: ${host}\r\n${headers.join("\r\n")}\r\n\r\n${body}`;
  const report = `GET /api/report HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer x\r\n\r\n`;
  const json = "Content-Type: application/json";
  const messages = [
    post([json, "Content-Length: 5", "Transfer-Encoding: chunked"], `0\r\n\r\n${report}`),
    post([json, "Transfer-Encoding: chunked", "Content-Length: 4"], `5c\r\n${report}\r\n0\r\n\r\n`),
    post([json, "Transfer-Encoding: xchunked", "Content-Length: 2"], `{}${report}`),
    post([json, "Transfer-Encoding : chunked"], `0\r\n\r\n${report}`),
    post([json, "Content-Length: 2", "Content-Length: 200"], `{}${report}`),
    post([json, "Content-Length: -1"], "{}"),
    post([json, "Content-Length: 99999999999999999999"], "{}"),
    post([json, "Content-Length: 1000000000"], "{}"),
    post([json, "Content-Length: 0x2"], "{}"),
    post([json, "Transfer-Encoding: chunked"], `FFFFFFFFFFFFFFFF\r\n${"x".repeat(100)}`),
    post([json, "Transfer-Encoding: chunked"], "-1\r\nx\r\n0\r\n\r\n"),
    post([json, `X-Big: ${"x".repeat(1_000_000)}`, "Content-Length: 2"], "{}"),
    post([json, ...Array.from({ length: 5_000 }, (_, n) => `X-${n}: ${n}`), "Content-Length: 2"], "{}"),
    post([json, json, "Origin: null", "Origin: x", "Authorization: Bearer a", "Authorization: Bearer b", "Content-Length: 2"], "{}"),
    post([json, " folded: x", "Content-Length: 2"], "{}"),
    post([json, "X\u0000: y", "Content-Length: 2"], "{}"),
    `GET https://evil.example/api/report HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /api/report HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer x\r\n\r\n`,
    `GET /api/report HTTP/1.1\r\n\r\n`,
    `GET /api/report\r\n\r\n`,
    `GET /${"a".repeat(200_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /api/status HTTP/9.9\r\nHost: ${host}\r\n\r\n`,
    `\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003`,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    "\r\n".repeat(1_000),
  ];
  for (const [at, message] of messages.entries()) {
    const heard = await raw(site, message);
    const what = `${at}: ${message.slice(0, 200)}\n${heard.slice(0, 300)}`;
    expect(heard, what).not.toMatch(SECRET);
    // A first line for each answer: what was smuggled in is not answered as the owner's or a visitor's.
    for (const [, status] of heard.matchAll(/^HTTP\/1\.1 (\d+)/gm)) expect(status === "500", what).toBe(false);
    expect(heard, what).not.toMatch(/"verdict"|chat\.completion/);
    expect((await fetch(`${site.url}/api/status`)).status, `still there after ${what}`).toBe(200);
  }
  expect(await emulator.requests()).toEqual([]);
});

test(`${REQUESTS} wild requests after the API's description: no 500, no hang, no secret`, async ({ emulator, startBare }) => {
  test.setTimeout(300_000);
  const site = await startBare({ ...allProviders(emulator), ADMIN_CODE: CODES.ADMIN_CODE });
  await emulator.scenario({ provider: "*", chunks: 2, chunk_ms: 0 });
  const seed = Date.now() % 2 ** 31;
  const requests = fc.sample(wild, { numRuns: REQUESTS, seed });
  const statuses = new Map<number, number>();
  for (let at = 0; at < requests.length; at += AT_ONCE) {
    await Promise.all(
      requests.slice(at, at + AT_ONCE).map(async (wish) => {
        const heard = await send(site, wish).catch((error) => ({ status: 0, head: "", body: String(error) }));
        judge({ seed, ...wish }, heard);
        statuses.set(heard.status, (statuses.get(heard.status) ?? 0) + 1);
      }),
    );
    if (at % 2_000 === 0) await emulator.clear();
  }
  console.log([...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`).join(", "));
  // It reached what it is to reach, and not only the first check.
  for (const status of [200, 204, 400, 401, 403, 404, 405]) expect(statuses.get(status), String(status)).toBeGreaterThan(0);
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 10);
  expect(site.log).not.toMatch(/panicked|"level":"error"/);
});
