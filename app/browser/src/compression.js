// Texts in an address: raw deflate in base64url.

const pipe = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream));

/** Compresses a text. */
export async function compress(text) {
  const bytes = new Uint8Array(await pipe(text, new CompressionStream("deflate-raw")).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text again; rejects if it was cut. */
export async function decompress(compressed) {
  const binary = atob(compressed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  return pipe(bytes, new DecompressionStream("deflate-raw")).text();
}
