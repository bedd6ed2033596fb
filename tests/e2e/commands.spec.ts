import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Chat } from "./harness/page";
import { descendants, isAlive } from "./harness/processes";
import { ROOT } from "./harness/paths";
import { expect, test } from "./harness/test";

const XTASK = process.env.XTASK ?? "";

test("dev serves the page with the emulator, and Ctrl-C leaves no process behind", async ({ page }) => {
  test.skip(existsSync(join(ROOT, ".dev.vars")), "a .dev.vars is here, so the emulator may not be started");
  test.setTimeout(120_000);
  const dev = spawn(XTASK, ["dev", "--port", "0"], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const piece of dev.stdout) {
    said += piece;
    if (said.includes("Ready on")) break;
  }
  expect(said).toContain("the emulator stands in for them");
  const url = said.match(/^Ready on (http:\/\/localhost:\d+)$/m)?.[1] ?? "";
  await page.goto(url);
  // The first request to a server that has just started takes longest.
  await expect(page.getByText("the emulator answers, no model does")).toBeVisible({ timeout: 30_000 });
  const chat = new Chat(page);
  await chat.ask("Hello");
  await expect(chat.answers.locator("[data-provider=ai-gateway]")).toBeVisible();

  // The report says whom it asked.
  const report: any = await (await fetch(`${url}/api/report`)).json();
  expect(report.checks[0]).toMatchObject({ id: "config", verdict: "warning", cause: "emulator" });

  const started = descendants(dev.pid!);
  expect(started.length).toBeGreaterThan(1);
  const ended = once(dev, "exit");
  dev.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await expect.poll(() => started.filter(isAlive)).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});

test("a port in use is named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  for (const command of ["dev", "emulator"]) {
    const child = spawn(XTASK, [command, "--port", String(port)], { cwd: ROOT });
    let said = "";
    child.stderr.on("data", (piece) => (said += piece));
    const [code] = await once(child, "exit");
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`port ${port}.*in use`));
  }
  server.close();
});

test("a command that does not exist, or a port that is none, is told", async () => {
  for (const [args, word] of [
    [["serve"], "there is no command"],
    [["dev", "--port", "x"], "--port takes a number"],
    [["build", "now"], "unexpected argument"],
  ] as const) {
    const child = spawn(XTASK, args, { cwd: ROOT });
    let said = "";
    child.stderr.on("data", (piece) => (said += piece));
    expect((await once(child, "exit"))[0]).toBe(1);
    expect(said).toContain(word);
  }
});
