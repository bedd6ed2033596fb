// Texts in an address: raw deflate in base64url.

const pipe = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream));

/** Compresses a text. */
export async function compress(text) {
  const bytes = new Uint8Array(await pipe(text, new CompressionStream("deflate-raw")).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text again; rejects if it was cut, or has more bytes than it may. */
export async function decompress(compressed, maxBytes) {
  const binary = atob(compressed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  const reader = pipe(bytes, new DecompressionStream("deflate-raw")).body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let length = 0; ; ) {
    const { value, done } = await reader.read();
    if (done) return text;
    length += value.length;
    if (length > maxBytes) {
      // What is not read is not inflated.
      await reader.cancel();
      throw new RangeError();
    }
    text += decoder.decode(value, { stream: true });
  }
}
