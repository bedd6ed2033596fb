// Stands in for the `AI` binding: the emulator's native answers, in the shape that the binding gives
// them. With PLAIN=on it knows nothing of raw answers: it returns the bare result, or throws.
import { WorkerEntrypoint } from "cloudflare:workers";

export default class extends WorkerEntrypoint {
  async run(model, inputs, options = {}) {
    const { emulator, plain } = { emulator: this.env.EMULATOR, plain: this.env.PLAIN === "on" };
    const headers = { authorization: "Bearer test-token-0000", "x-options": JSON.stringify(options) };
    if (options.gateway) headers["cf-aig-gateway-id"] = options.gateway.id;
    const response = await fetch(`${emulator}/client/v4/accounts/stand-in/ai/run/${model}`, {
      method: "POST",
      headers,
      body: JSON.stringify(inputs),
    });
    if (!response.ok) return refuse(response, plain);
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    if (!isJson) return plain ? response.body : response;
    const text = await response.text();
    // The binding gives the REST API's result without its envelope.
    const result = text.includes('"result"') ? JSON.parse(text).result : JSON.parse(text || "null");
    return plain ? result : Response.json(result);
  }
}

async function refuse(response, plain) {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  if (!isJson) {
    if (plain) throw new Error(text);
    return new Response(text, response);
  }
  const { code, message } = JSON.parse(text).errors[0];
  if (plain) throw new Error(`${code}: ${message}`);
  const body = { name: "InferenceUpstreamError", internalCode: code, message, description: message };
  return Response.json(body, { status: response.status, headers: response.headers });
}
