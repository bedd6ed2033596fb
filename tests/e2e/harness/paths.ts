import { join, resolve } from "node:path";

/** The repository. */
export const ROOT = resolve(__dirname, "../../..");
/** The built site, copied once before the tests, so that a build during the tests changes no test's site. */
export const BUILT = join(ROOT, "target/e2e/built");
/** The Function as one bundle, a folder for each test worker. */
export const BUNDLES = join(ROOT, "target/e2e/bundles");
/** Programs that npm installed. */
export const BIN = join(ROOT, "node_modules/.bin");
