import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Emulator, Uploaded } from "./emulator";
import { NO_LIMITS, Site, standIn, type Settings } from "./site";

/**
 * Where deployments are reached, as at Pages: it serves what was uploaded last, from the first request on. Nothing of
 * the repository is in it but what wrangler sent.
 */
export class Edge {
  private site?: Promise<Site>;

  private constructor(
    private readonly server: Server,
    private readonly emulator: Emulator,
    /** Beside the project's own settings. */
    private readonly settings: Settings,
    readonly url: string,
  ) {}

  static async start(emulator: Emulator, settings: Settings): Promise<Edge> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const edge = new Edge(server, emulator, settings, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("request", (incoming, outgoing) => void edge.pass(incoming, outgoing));
    await emulator.deployAt(edge.url);
    return edge;
  }

  /** The next request is answered by what was uploaded by then. */
  async forget(): Promise<void> {
    const site = this.site;
    this.site = undefined;
    await (await site)?.end();
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.forget();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.site ??= this.emulator.uploaded().then((uploaded) => serve(uploaded, this.emulator, this.settings));
    try {
      const { url } = await this.site;
      const { method, headers } = incoming;
      const passed = request(url + incoming.url, { method, headers: { ...headers, host: new URL(url).host } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => outgoing.destroy());
      incoming.pipe(passed);
    } catch (error) {
      outgoing.writeHead(500).end(String(error));
    }
  }
}

/** Puts the parts where `wrangler pages dev` takes them from, ready bundled as they are, and serves them. */
async function serve(uploaded: Uploaded, emulator: Emulator, settings: Settings): Promise<Site> {
  const dir = mkdtempSync(join(tmpdir(), "everchat-edge-"));
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  const decode = (base64: string) => Buffer.from(base64, "base64");
  for (const [path, content] of Object.entries(uploaded.files)) put(`dist${path}`, decode(content));
  for (const name of ["_headers", "_routes.json"]) put(`dist/${name}`, decode(uploaded.parts[name]));

  const bundle = decode(uploaded.parts["_worker.bundle"]);
  const boundary = bundle.subarray(2, bundle.indexOf("\r\n")).toString();
  const form = await new Response(bundle, { headers: { "content-type": `multipart/form-data; boundary=${boundary}` } }).formData();
  const metadata = JSON.parse(String(form.get("metadata")));
  for (const [name, module] of form.entries()) {
    if (typeof module === "string") continue;
    put(`dist/_worker.js/${name === metadata.main_module ? "index.js" : name}`, new Uint8Array(await module.arrayBuffer()));
  }

  const bound: { type: string; name: string; text?: string }[] = metadata.bindings;
  const vars = Object.fromEntries(bound.filter(({ type }) => type === "plain_text").map(({ name, text }) => [name, text ?? ""]));
  const secrets = Object.fromEntries(Object.entries(uploaded.env_vars).map(([name, { value }]) => [name, value]));
  const pages = { CF_PAGES_BRANCH: uploaded.metadata.branch, CF_PAGES_COMMIT_SHA: uploaded.metadata.commit_hash ?? "" };
  const all = { ...NO_LIMITS, ...vars, ...settings, ...secrets, ...pages };
  put(".dev.vars", Object.entries(all).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`).join(""));
  const flags = JSON.stringify(metadata.compatibility_flags);
  put("wrangler.toml", `name = "edge"\npages_build_output_dir = "dist"\ncompatibility_date = "${metadata.compatibility_date}"\ncompatibility_flags = ${flags}\n`);
  const ai = bound.some(({ type }) => type === "ai") ? ["-c", "wrangler.toml", "-c", standIn(dir, { emulator })] : [];
  return Site.serving(dir, ai, all);
}
