import { join, resolve } from "node:path";

/** The repository. */
export const ROOT = resolve(__dirname, "../../..");
/** What these tests write. Tests with settings of their own name a folder of their own. */
const OUTPUT = join(ROOT, "target", process.env.TESTS_FOLDER ?? "e2e");
/** The built site, copied once before the tests, so that a build during the tests changes no test's site. */
export const BUILT = join(OUTPUT, "built");
/** The Function as one bundle, a folder for each test worker. */
export const BUNDLES = join(OUTPUT, "bundles");
/** Programs that npm installed. */
export const BIN = join(ROOT, "node_modules/.bin");
