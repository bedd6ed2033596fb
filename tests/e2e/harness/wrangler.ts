import { join } from "node:path";
import { BIN, ROOT } from "./paths";

export const WRANGLER = join(BIN, "wrangler");

/** The environment in which wrangler asks no host outside of this machine, and starts as fast as it can. */
export const WRANGLER_ENV: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${BIN}:${process.env.PATH}`,
  WRANGLER_SEND_METRICS: "false",
  // The banner asks npm for the newest version.
  WRANGLER_HIDE_BANNER: "true",
  // `Request.cf` is a placeholder, rather than fetched from Cloudflare.
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  FORCE_COLOR: "0",
  // wrangler is 15 MB of JavaScript.
  NODE_COMPILE_CACHE: join(ROOT, "target/e2e/node-compile-cache"),
};
