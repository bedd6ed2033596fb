import { connect } from "node:net";

/** Sends the head of a question and some kilobytes of its body, which never becomes whole. Resolves with the status. */
export function halfRequest(url: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece;
      if (heard.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(heard.split(" ")[1] ?? "none")).on("error", reject);
    const fields = Object.entries({ host: `${hostname}:${port}`, "content-type": "application/json", ...headers, "content-length": "600000" });
    const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.write(`POST /api/v1/chat/completions HTTP/1.1\r\n${head}\r\n{"messages": [{"role": "user", "content": "${"x".repeat(4_000)}`);
  });
}
