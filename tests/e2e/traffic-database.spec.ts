import type { Emulator } from "./harness/emulator";
import { expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";
import type { Site } from "./harness/site";
import { recorded, traffic } from "./harness/traffic";

// The traffic's database, in every state that it can be in.

test("without a database the page has what its own instance has seen, and says so", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator), { database: false });
  await site.chat();
  const { totals, source, database } = await recorded(site, 1);
  expect({ source, database, answered: totals.answered }).toEqual({ source: "instance", database: "missing", answered: 1 });
  expect((await (await site.get("/api/requests")).json()).requests).toHaveLength(1);
});

test("RECORD_TRAFFIC=off keeps nothing, and the page says so", async ({ page, emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), RECORD_TRAFFIC: "off" });
  for (const stream of [false, true]) await (await site.chat({ stream })).text();
  const { totals, database } = await traffic(site);
  expect({ database, requests: totals.requests }).toEqual({ database: "off", requests: 0 });
  expect((await (await site.get("/api/requests")).json()).requests).toEqual([]);
  for (const table of ["traffic", "requests", "repeats"]) {
    expect(site.openDatabase().prepare(`SELECT count(*) AS n FROM everchat_${table}`).get(), table).toEqual({ n: 0 });
  }
  await page.goto(`${site.url}/report/traffic`);
  await expect(page.getByText("RECORD_TRAFFIC is off")).toBeVisible();
});

/** Has the site's database take a minute for each of its answers, and log that it was asked. */
async function slowDown(site: Site): Promise<void> {
  const slow = `
function slow(database) {
  const batch = async (statements) => {
    console.log("the slow database is asked");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return database.batch(statements);
  };
  return { prepare: (sql) => database.prepare(sql), batch };
}
`;
  const call = "rust.fetch(context.request, context.env,";
  const slowCall = "rust.fetch(context.request, { ...context.env, DB: slow(context.env.DB) },";
  await site.renew((mount) => mount.replace(call, slowCall) + slow);
}

test.describe("a database that fails", () => {
  /** Asks twice, and returns what the owner sees then. */
  const seenAfterAsking = async (site: Site) => {
    for (const stream of [false, true]) {
      const answer = await site.chat({ stream });
      expect(answer.status).toBe(200);
      await answer.text();
    }
    await expect.poll(async () => (await traffic(site)).database, { timeout: 20_000 }).not.toBe("ok");
    const { database, source, totals } = await traffic(site);
    return { database, source, answered: totals.answered };
  };
  /** A site whose database has its tables. */
  const start = async (startSite: any, emulator: Emulator): Promise<Site> => {
    const site: Site = await startSite(allProviders(emulator));
    expect((await traffic(site)).database).toBe("ok");
    return site;
  };

  test("is no visitor's concern, and the owner is told: a table is missing", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    site.openDatabase().exec("DROP TABLE everchat_traffic; DROP TABLE everchat_requests");
    expect(await seenAfterAsking(site)).toEqual({ database: "failing", source: "instance", answered: 2 });
    expect((await (await site.get("/api/requests")).json()).requests).toHaveLength(2);
  });

  test("that is full keeps what it has, and the owner is told that newer requests may be missing", async ({ page, emulator, startSite }) => {
    const site = await start(startSite, emulator);
    // D1 answers so once a database has its greatest size.
    const refuse = (table: string) => `CREATE TRIGGER full_${table} BEFORE INSERT ON everchat_${table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;`;
    const database = site.openDatabase();
    database.exec(["traffic", "requests", "repeats", "counts"].map(refuse).join("\n"));
    expect(await seenAfterAsking(site)).toEqual({ database: "read_only", source: "database", answered: 2 });
    await page.goto(`${site.url}/report/traffic`);
    await expect(page.getByText("The database takes no new records")).toBeVisible();
    await expect(page.locator(".totals")).toContainText("of 2 requests");
    database.exec(["traffic", "requests", "repeats", "counts"].map((table) => `DROP TRIGGER full_${table};`).join("\n"));
    database.close();
    // The next request writes what could not be written.
    await expect.poll(async () => (await site.chat()).status && (await traffic(site)).database, { timeout: 40_000, intervals: [1_000] }).toBe("ok");
    await expect(page.getByText("The database takes no new records")).toBeVisible();
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByText("The database takes no new records")).toHaveCount(0);
  });

  test("that is slow is no visitor's concern, and the owner is told within seconds", async ({ emulator, startSite }) => {
    const site: Site = await startSite(allProviders(emulator));
    await slowDown(site);
    await expect.poll(async () => (await traffic(site)).database, { timeout: 30_000 }).toBe("failing");
    expect(await seenAfterAsking(site)).toEqual({ database: "failing", source: "instance", answered: 2 });
  });

  test("that is slow keeps one visitor waiting for a limit, and not the next ones", async ({ emulator, startSite }) => {
    const site: Site = await startSite({ ...allProviders(emulator), RECORD_TRAFFIC: "off", RATE_LIMIT_PER_MINUTE: "1000" });
    await slowDown(site);
    const asked = () => site.log.split("the slow database is asked").length - 1;
    await expect.poll(async () => (await site.chat()).status && asked(), { timeout: 30_000 }).toBe(1);
    for (let n = 0; n < 5; n++) expect((await site.chat()).status).toBe(200);
    expect(asked()).toBe(1);
    expect(site.log).toContain("does not answer in time");
  });

  test("of a newer version is left as it is", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    site.openDatabase().exec("INSERT INTO everchat_schema VALUES (99)");
    await site.restart();
    expect(await seenAfterAsking(site)).toEqual({ database: "newer", source: "instance", answered: 2 });
    expect(site.openDatabase().prepare("SELECT count(*) AS n FROM everchat_traffic").get()).toEqual({ n: 0 });
  });

  test("of an older version is brought up to date, and keeps its counts", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    const database = site.openDatabase();
    database.exec("DROP TABLE everchat_schema; DROP TABLE everchat_traffic; DROP TABLE everchat_requests");
    database.exec("INSERT INTO everchat_counts VALUES ('requests:99999999999999', 99999999999999, 7)");
    database.close();
    await site.restart();
    await site.chat();
    expect(await recorded(site, 1)).toMatchObject({ database: "ok", source: "database" });
    const count = site.openDatabase().prepare("SELECT count FROM everchat_counts").get();
    expect(count).toEqual({ count: 7 });
  });

  test("that another program has locked gets everything once it is free", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    const other = site.openDatabase();
    other.exec("BEGIN IMMEDIATE");
    const failed = await site.chat({ messages: [] });
    for (const stream of [false, true]) {
      const answer = await site.chat({ stream });
      expect(answer.status).toBe(200);
      await answer.text();
    }
    await recorded(site, 3);
    other.exec("COMMIT");
    // The next request writes what could not be written.
    await expect.poll(async () => (await site.chat()).status && site.stored(new RegExp(failed.headers.get("x-request-id")!)), { timeout: 40_000, intervals: [1_000] }).toBe(true);
  });
});
