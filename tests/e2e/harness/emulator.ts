import { Background } from "./background";

/** What the emulator received, and how its answer ended. */
export interface Received {
  provider: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: any;
  fault: string;
  status: number | null;
  chunks_sent: number;
  end: "open" | "done" | "client_closed";
  received_at: number;
  ended_at: number | null;
}

export interface Scenario {
  provider: "ai-gateway" | "workers-ai" | "gemini" | "openai" | "cloudflare" | "webhook" | "*";
  fault?: string;
  times?: number;
  after_chunks?: number;
  delay_ms?: number;
  chunk_ms?: number;
  chunks?: number;
  answer?: string;
  /** The tool to call, where a request offers it and has no result of it yet. */
  tool_call?: { name: string; arguments: string };
  overlap?: number;
  refused_fields?: string[];
}

export interface Powers {
  workers_ai?: boolean;
  ai_gateway?: "none" | "run" | "read" | "edit";
  accounts?: string[];
}

/** An entry of AI Gateway's log. What is left out is as in a good answer. */
export interface GatewayLogRow {
  created_at: string;
  cached?: boolean;
  cost?: number | null;
  duration?: number;
  model?: string;
  provider?: string;
  status_code?: number;
  success?: boolean;
  tokens_in?: number | null;
  tokens_out?: number | null;
  metadata?: string;
}

/** The upstream APIs on one port. */
export class Emulator {
  private constructor(
    private readonly process: Background,
    readonly url: string,
  ) {}

  static async start(): Promise<Emulator> {
    const xtask = process.env.XTASK;
    if (!xtask) throw new Error("run the tests with `cargo xtask test`");
    const started = await Background.start(xtask, ["emulator", "--port", "0"], {}, /Emulator on (\S+)/);
    return new Emulator(started.process, started.match[1]);
  }

  async scenario(scenario: Scenario): Promise<void> {
    const answer = await this.control("POST", "scenario", JSON.stringify(scenario));
    if (!answer.ok) throw new Error(`the emulator refused the scenario: ${await answer.text()}`);
  }

  /** Sets what the account's tokens may do; what is left out stays. */
  async empower(powers: Powers): Promise<void> {
    const answer = await this.control("POST", "account", JSON.stringify(powers));
    if (!answer.ok) throw new Error(`the emulator refused: ${await answer.text()}`);
  }

  /** Adds entries of the past to a gateway's log. */
  async addToGatewayLog(rows: GatewayLogRow[], gateway = "default"): Promise<void> {
    const answer = await this.control("POST", "gateway-log", JSON.stringify({ gateway, rows }));
    if (!answer.ok) throw new Error(`the emulator refused: ${await answer.text()}`);
  }

  /** Cloudflare refuses the site's token wherever it is shown. */
  async refuseToken(): Promise<void> {
    for (const provider of ["cloudflare", "workers-ai", "ai-gateway"] as const) await this.scenario({ provider, fault: "401" });
  }

  async requests(): Promise<Received[]> {
    return (await this.control("GET", "requests")).json();
  }

  /** Waits until `found` is true of what was received. */
  async until(found: (received: Received[]) => boolean): Promise<Received[]> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const received = await this.requests();
      if (found(received)) return received;
      if (Date.now() > deadline) throw new Error(`never so: ${JSON.stringify(received, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async reset(): Promise<void> {
    await this.control("DELETE", "scenario");
    await this.control("DELETE", "requests");
  }

  /** Forgets what it received; its scenarios stay. */
  async clear(): Promise<void> {
    await this.control("DELETE", "requests");
  }

  async end(): Promise<void> {
    await this.process.end();
  }

  private control(method: string, path: string, body?: string): Promise<Response> {
    return fetch(`${this.url}/_emulator/${path}`, { method, body });
  }
}
