// Pictures for a question, made small enough to send.

// Models do not look at more pixels than about this at each edge.
const MAX_EDGE = 1024;
// Three of them fit into a request.
const MAX_BYTES = 150_000;

const dataUrl = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** A file as a small JPEG in a data address; rejects if it is no picture. */
export async function shrink(file) {
  const bitmap = await createImageBitmap(file);
  for (let edge = MAX_EDGE; ; edge *= 0.7) {
    const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    // JPEG knows no transparency.
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
    if (blob.size <= MAX_BYTES || edge < 100) return dataUrl(blob);
  }
}
