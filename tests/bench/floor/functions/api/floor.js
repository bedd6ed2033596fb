// The floor: a provider's answer returned untouched, by as little as can be written.
export async function onRequest({ request, env }) {
  if (request.method !== "POST") return new Response("ready");
  return fetch(env.UPSTREAM, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${env.TOKEN}` },
    body: await request.text(),
  });
}
