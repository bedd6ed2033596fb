import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUILT, BUNDLES, ROOT } from "./paths";

/** Copies the built site before the tests, and removes what the last run made of it. */
export default function snapshot(): void {
  rmSync(BUNDLES, { recursive: true, force: true });
  rmSync(BUILT, { recursive: true, force: true });
  for (const part of ["dist", "functions/api", "functions/v1", "build", "wrangler.toml"]) {
    cpSync(join(ROOT, part), join(BUILT, part), { recursive: true });
  }
}
