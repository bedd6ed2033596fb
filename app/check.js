// The one page that loads something from elsewhere: Turnstile's widget, where the owner has set it up
// (https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/). What it gives is exchanged for a
// pass, and the visitor goes on to the chat.
const ACCESS = "/api/access";
const WIDGET = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

const failed = () => (document.getElementById("trouble").hidden = false);
const goOn = () => location.replace("/");

async function enter(challenge) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(ACCESS, { method: "POST", headers, body: JSON.stringify({ challenge }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  goOn();
}

async function begin() {
  const { challenge, passed } = await (await fetch(ACCESS)).json();
  if (!challenge || passed) return goOn();
  const script = Object.assign(document.createElement("script"), { src: WIDGET, onerror: failed });
  script.onload = () =>
    globalThis.turnstile.render("#widget", {
      sitekey: challenge,
      callback: (token) => enter(token).catch(failed),
      "error-callback": failed,
    });
  document.head.append(script);
}

begin().catch(failed);
