import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUILT, ROOT } from "./site";

/** Sets the built site aside once, so that a build in the middle of the tests changes no test's site. */
export default function snapshot(): void {
  rmSync(BUILT, { recursive: true, force: true });
  for (const part of ["dist", "functions/api", "build", "wrangler.toml"]) {
    cpSync(join(ROOT, part), join(BUILT, part), { recursive: true });
  }
}
