import { expect } from "@playwright/test";
import type { Site } from "./site";

/** The owner's traffic of the last hour. */
export async function traffic(site: Site, query = ""): Promise<any> {
  const response = await site.get(`/api/traffic?${query}`);
  expect(response.status).toBe(200);
  return response.json();
}

/** Waits until so many requests have ended. */
export async function recorded(site: Site, requests: number): Promise<any> {
  await expect.poll(async () => (await traffic(site)).totals.requests, { timeout: 20_000 }).toBe(requests);
  return traffic(site);
}
