import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Site } from "./site";

/**
 * Puts another build in the place of the one that is served: each asset's name has another hash. The second time, the first
 * build is back.
 */
export async function replaceBuild(site: Site): Promise<void> {
  const dist = join(site.server.dir, "dist");
  const assets = readdirSync(join(dist, "assets"));
  const reverse = (hash: string) => [...hash].reverse().join("");
  const renamed = new Map(assets.map((name) => [name, name.replace(/[0-9a-f]{16}/, reverse)]));
  const rename = (text: string) =>
    [...renamed].reduce((text, [old, other]) => text.replaceAll(old, other), text).replace(/(?<=everchat-)[0-9a-f]{16}/, reverse);
  for (const [old, other] of renamed) renameSync(join(dist, "assets", old), join(dist, "assets", other));
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
  for (const name of files.filter((name) => /\.(html|js)$|_headers$/.test(name))) {
    const path = `dist/${name}`;
    if (!name.startsWith("assets/")) site.change(path, rename);
    else writeFileSync(join(dist, name), rename(readFileSync(join(dist, name), "utf8")));
  }
  const served = (name: string) => fetch(`${site.url}/assets/${name}`).then(({ status }) => status);
  await expect.poll(async () => [await served(assets[0]), await served(renamed.get(assets[0])!)]).toEqual([404, 200]);
}
